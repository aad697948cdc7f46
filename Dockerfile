# One image for `docker run` and for Binder (binder/Dockerfile is a link to this file):
#   docker build -t gohtm . && docker run -p 8888:8888 gohtm
# The first stage builds the kernel, the second holds only it, Jupyter and the tutorials.
FROM golang:1.26.8-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN make kernel-build

FROM debian:13.2-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends jupyter-notebook jupyterlab jupyter-nbconvert python3-nbclient adduser \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build /src/build/gohtm-kernel /usr/local/bin/gohtm-kernel
RUN gohtm-kernel install --prefix /usr/local
ARG NB_USER=jovyan
ARG NB_UID=1000
ENV USER=${NB_USER} NB_UID=${NB_UID} HOME=/home/${NB_USER}
RUN adduser --disabled-password --gecos "Default user" --uid ${NB_UID} ${NB_USER}
COPY . ${HOME}
RUN chown -R ${NB_UID} ${HOME}
USER ${NB_USER}
WORKDIR ${HOME}
EXPOSE 8888
CMD ["jupyter", "lab", "--ip=0.0.0.0", "--port=8888", "--no-browser", "--ServerApp.root_dir=notebooks"]
