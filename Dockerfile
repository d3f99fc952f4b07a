FROM swift:6.2-bookworm AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends pkg-config libpq-dev libssh2-1-dev libssh-dev libcurl4-openssl-dev libsnmp-dev libssl-dev libargon2-dev libzstd-dev libgit2-dev libpcre2-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY Package.swift ./
COPY Sources Sources
COPY Tests Tests
RUN swift build -c release --product netstacks --static-swift-stdlib

FROM debian:12-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates curl libpq5 libssh2-1 libssh-4 libcurl4 libsnmp40 libssl3 libargon2-1 libzstd1 libgit2-1.5 libpcre2-8-0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 900 --home-dir /var/lib/netstacks --create-home netstacks \
    && install -d -o netstacks -g netstacks -m 700 /var/lib/netstacks/keys
WORKDIR /opt/netstacks
COPY --from=build /source/.build/release/netstacks /usr/local/bin/netstacks
COPY Views Views
COPY Public Public
COPY Migrations Migrations
COPY Platforms Platforms
USER netstacks
EXPOSE 8080
ENTRYPOINT ["netstacks"]
CMD ["serve"]
