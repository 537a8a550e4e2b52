# An image with tfk8s and nothing else: docker build --build-arg STAMP="$(ci/stamp)" -t tfk8s .
# To use it: docker run --rm -v "$PWD:/work:ro" tfk8s lint .
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG STAMP
RUN CGO_ENABLED=0 go build -trimpath -buildvcs=false \
    -ldflags "-s -w -X github.com/toolforge/tfk8s/cmd/tfk8s/internal/version.stamp=$STAMP" -o /tfk8s ./cmd/tfk8s

FROM scratch
COPY --from=build /tfk8s /usr/bin/tfk8s
COPY --from=build /src/LICENSE /src/NOTICE /usr/share/doc/tfk8s/
WORKDIR /work
ENTRYPOINT ["/usr/bin/tfk8s"]
