# Two stages: what is needed to build stays behind. See docs/embedding.md.
FROM python:3.12-slim AS built
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/sourceline && /opt/sourceline/bin/pip install uv
WORKDIR /src
COPY requirements.txt ./
RUN /opt/sourceline/bin/uv pip install --no-cache --python /opt/sourceline/bin/python --torch-backend=cpu -r requirements.txt
COPY pyproject.toml README.md sourceline.py ui.py ./
COPY models models
COPY index index
COPY qa qa
COPY portal portal
# Installed as it lies, in the folder that it is run from; the models are put together once, here.
RUN /opt/sourceline/bin/uv pip install --no-cache --python /opt/sourceline/bin/python --no-deps --no-build-isolation -e . \
    && /opt/sourceline/bin/python -m models.build \
    && /opt/sourceline/bin/python -m compileall -q /src

FROM python:3.12-slim
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /nonexistent sourceline \
    && install -d -o sourceline -g sourceline /store
COPY --from=built /opt/sourceline /opt/sourceline
COPY --from=built /src /src
ENV PATH=/opt/sourceline/bin:$PATH \
    PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    HOME=/tmp \
    SOURCELINE_STORE=/store SOURCELINE_HOST=0.0.0.0 SOURCELINE_PORT=7860
WORKDIR /src
USER 10001:10001
VOLUME /store
EXPOSE 7860
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:7860/healthz', timeout=4)"]
ENTRYPOINT ["sourceline"]
CMD ["serve"]
