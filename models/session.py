"""The one place that builds an onnxruntime session."""

from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import SourcelineError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


def open_session(path: Path) -> "InferenceSession":
    """A CPU session over the ONNX file, its 4-bit matrices dequantised now rather than per call."""
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    # With its own handling of quantised graphs off, onnxruntime folds DequantizeLinear over
    # constants like any other node: fp32 matrices, made once.
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    # Threads that spin between calls take the cores from whatever else the machine does.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # Batches come in many shapes; an arena planned for each keeps them all.
    options.enable_mem_pattern = False
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's exceptions share no base class of their own
        raise SourcelineError(
            f"{path.name} cannot be loaded ({type(error).__name__}): run `make model` again"
        ) from error
