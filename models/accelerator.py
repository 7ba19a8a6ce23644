"""Whether a GPU is here, asked without importing torch."""

import ctypes
from functools import cache


@cache
def gpu_is_here() -> bool:
    """True when NVIDIA's driver is installed and counts at least one device."""
    try:
        driver = ctypes.CDLL("libcuda.so.1")
    except OSError:
        return False
    count = ctypes.c_int(0)
    ready = driver.cuInit(0) == 0 and driver.cuDeviceGetCount(ctypes.byref(count)) == 0
    return ready and count.value > 0
