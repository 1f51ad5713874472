#!/bin/bash
# Makes the captures of this folder anew: SIP over TLS between openssl s_client and s_server on loopback, port 5061,
# captured by tcpdump, with the key log that s_client wrote. Needs the right to capture. Keys and certificates are made
# for the run; those that a test needs (server.key) are kept, and are worth nothing elsewhere.
#   suites.pcap, suites.keys      one connection for each line of the table below
#   failures.pcap                 handshakes that fail, each for another reason
set -eu
cd "$(dirname "$0")"
port=5061
work=$(mktemp -d)
trap 'kill "${dump:-0}" 2>/dev/null || true; rm -rf "$work"' EXIT

message() { # start line, number
    printf '%s\r\nVia: SIP/2.0/TLS client.example.com:5061;branch=z9hG4bK-%s\r\nFrom: <sip:a@example.com>;tag=a\r\nTo: <sip:b@example.com>\r\nCall-ID: %s@example.com\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n' "$1" "$2" "$2"
}

make_ca() { # name, subject
    openssl req -x509 -newkey rsa:2048 -nodes -keyout "$work/$1.key" -out "$work/$1.pem" -subj "$2" -days 36500 2>/dev/null
}
make_leaf() { # name, key type, options of x509 ...
    local name=$1 type=$2
    shift 2
    if [ "$type" = rsa ]; then
        openssl genrsa -out "$work/$name.key" 2048 2>/dev/null
    else
        openssl ecparam -name prime256v1 -genkey -noout -out "$work/$name.key"
    fi
    openssl req -new -key "$work/$name.key" -subj "/CN=sbc.example.com" -out "$work/$name.csr"
    printf 'subjectAltName=DNS:sbc.example.com,DNS:*.sip.example.com,IP:192.0.2.1\n' >"$work/ext"
    openssl x509 -req -in "$work/$name.csr" -CA "$work/ca.pem" -CAkey "$work/ca.key" -CAcreateserial -extfile "$work/ext" \
        -out "$work/$name.pem" "$@" 2>/dev/null
}
make_ca ca "/O=Example/CN=Example Root"
make_ca other "/O=Other/CN=Other Root"
make_leaf rsa rsa -days 36500
make_leaf ec ec -days 36500
make_leaf client rsa -days 36500
make_leaf old rsa -days 1
openssl ca -version >/dev/null 2>&1 || true
# A leaf out of date: made again with dates that lie behind.
mkdir -p "$work/db" && : >"$work/db/index" && echo 01 >"$work/db/serial"
printf '[ca]\ndefault_ca=d\n[d]\nnew_certs_dir=%s\ndatabase=%s/index\nserial=%s/serial\ndefault_md=sha256\npolicy=p\n[p]\ncommonName=supplied\n' \
    "$work/db" "$work/db" "$work/db" >"$work/db/conf"
openssl ca -batch -config "$work/db/conf" -in "$work/old.csr" -cert "$work/ca.pem" -keyfile "$work/ca.key" \
    -startdate 20200101000000Z -enddate 20210101000000Z -out "$work/old.pem" -notext 2>/dev/null
# A leaf whose signature is damaged: the last byte of its DER is another one.
openssl x509 -in "$work/rsa.pem" -outform DER -out "$work/bad.der"
size=$(stat -c %s "$work/bad.der")
printf '\x5a' | dd of="$work/bad.der" bs=1 seek=$((size - 1)) conv=notrunc 2>/dev/null
openssl x509 -inform DER -in "$work/bad.der" -out "$work/bad.pem"
cp "$work/rsa.key" "$work/bad.key"

capture() { # file
    tcpdump -i lo -s 0 -U -w "$1" "tcp port $port" 2>/dev/null &
    dump=$!
    sleep 1
}
end_capture() {
    sleep 1
    kill -INT "$dump"
    wait "$dump" 2>/dev/null || true
}
# The server answers what comes; both sides close.
connect() { # number, certificate, options of the server, options of the client, text before the second request
    local n=$1 cert=$2 server=$3 client=$4 between=${5:-}
    # shellcheck disable=SC2086
    { sleep 0.45; message "SIP/2.0 200 OK" "$n-1"; sleep 0.5; message "SIP/2.0 200 OK" "$n-2"; sleep 0.6; } |
        openssl s_server -accept $port -cert "$work/$cert.pem" -key "$work/$cert.key" -naccept 1 ${QUIET_SERVER--quiet} $server \
            >/dev/null 2>&1 &
    local pid=$!
    sleep 0.2
    # shellcheck disable=SC2086
    { sleep 0.1; message "OPTIONS sip:b@example.com SIP/2.0" "$n-1"; sleep 0.25; [ -z "$between" ] || { printf '%s\n' "$between"; sleep 0.15; }
      message "OPTIONS sip:b@example.com SIP/2.0" "$n-2"; sleep 0.5; } |
        openssl s_client -connect 127.0.0.1:$port -servername sbc.example.com -keylogfile "$work/keys" ${QUIET_CLIENT--quiet} $client \
            >/dev/null 2>&1 || true
    kill $pid 2>/dev/null || true
    wait $pid 2>/dev/null || true
}

: >"$work/keys"
capture "$work/suites.pcap"
n=0
for suite in TLS_AES_128_GCM_SHA256 TLS_AES_256_GCM_SHA384 TLS_CHACHA20_POLY1305_SHA256 TLS_AES_128_CCM_SHA256 TLS_AES_128_CCM_8_SHA256; do
    n=$((n + 1))
    connect $n rsa "-tls1_3 -ciphersuites $suite -alpn sip/2" "-tls1_3 -ciphersuites $suite -alpn sip/2"
done
low='@SECLEVEL=0'
for suite in ECDHE-RSA-AES128-GCM-SHA256 DHE-RSA-AES256-GCM-SHA384 ECDHE-RSA-CHACHA20-POLY1305 DHE-RSA-AES128-CCM DHE-RSA-AES256-CCM8 \
    ECDHE-RSA-AES128-SHA256 ECDHE-RSA-AES256-SHA384 ECDHE-RSA-AES128-SHA ECDHE-RSA-CAMELLIA128-SHA256 AES128-SHA AES256-SHA256 \
    AES256-GCM-SHA384 AES128-CCM NULL-SHA256; do
    n=$((n + 1))
    connect $n rsa "-tls1_2 -cipher $suite:$low" "-tls1_2 -cipher $suite:$low"
done
for suite in ECDHE-ECDSA-AES256-GCM-SHA384 ECDHE-ECDSA-AES128-CCM8 ECDHE-ECDSA-AES256-CCM; do
    n=$((n + 1))
    connect $n ec "-tls1_2 -cipher $suite:$low" "-tls1_2 -cipher $suite:$low"
done
for suite in ECDHE-RSA-AES128-SHA256 ECDHE-RSA-AES256-SHA384 AES128-SHA; do # the MAC within, as before RFC 7366
    n=$((n + 1))
    connect $n rsa "-tls1_2 -no_etm -cipher $suite:$low" "-tls1_2 -no_etm -cipher $suite:$low"
done
for version in tls1 tls1_1; do
    for etm in "" -no_etm; do
        n=$((n + 1))
        connect $n rsa "-$version $etm -cipher AES128-SHA:$low" "-$version $etm -cipher AES128-SHA:$low"
    done
done
n=$((n + 1)) # a certificate of the client
connect $n rsa "-tls1_3 -Verify 1 -CAfile $work/ca.pem" "-tls1_3 -cert $work/client.pem -key $work/client.key"
n=$((n + 1))
connect $n rsa "-tls1_2 -Verify 1 -CAfile $work/ca.pem" "-tls1_2 -cert $work/client.pem -key $work/client.key"
n=$((n + 1)) # HelloRetryRequest
connect $n rsa "-tls1_3 -groups P-384" "-tls1_3 -groups X25519:P-384"
n=$((n + 1)) # KeyUpdate by the client, which asks for the server's
QUIET_CLIENT= connect $n rsa "-tls1_3" "-tls1_3" K
n=$((n + 1)) # renegotiation
QUIET_CLIENT= connect $n rsa "-tls1_2 -client_renegotiation -cipher ECDHE-RSA-AES128-GCM-SHA256" "-tls1_2 -cipher ECDHE-RSA-AES128-GCM-SHA256" R

# Resumption, by ticket, by session id and by pre-shared key with early data: one server for two connections.
resume() { # server options, client options, options of the second
    local server=$1 client=$2 again=$3 pid
    # shellcheck disable=SC2086
    { sleep 0.45; message "SIP/2.0 200 OK" "$n-1"; sleep 3; } |
        openssl s_server -accept $port -cert "$work/rsa.pem" -key "$work/rsa.key" -naccept 2 -quiet $server >/dev/null 2>&1 &
    pid=$!
    sleep 0.2
    for round in 1 2; do
        # shellcheck disable=SC2086
        { sleep 0.1; message "OPTIONS sip:b@example.com SIP/2.0" "$n-$round"; sleep 0.5; } |
            openssl s_client -connect 127.0.0.1:$port -servername sbc.example.com -keylogfile "$work/keys" -quiet $client \
                -sess_out "$work/session" $([ $round = 1 ] || echo "-sess_in $work/session $again") >/dev/null 2>&1 || true
    done
    kill $pid 2>/dev/null || true
    wait $pid 2>/dev/null || true
}
n=$((n + 1))
resume "-tls1_2" "-tls1_2" ""
n=$((n + 1))
resume "-tls1_2 -no_ticket" "-tls1_2 -no_ticket" ""
n=$((n + 1))
printf 'CRLF\r\n\r\n' >"$work/early"
resume "-tls1_3 -early_data" "-tls1_3" "-early_data $work/early"
end_capture
cp "$work/suites.pcap" suites.pcap
cp "$work/keys" suites.keys
cp "$work/rsa.key" server.key

capture "$work/failures.pcap"
ca="-CAfile $work/ca.pem -verify_return_error"
connect f1 rsa "-tls1_2" "-tls1_2 -CAfile $work/other.pem -verify_return_error"          # unknown_ca
connect f2 old "-tls1_2" "-tls1_2 $ca"                                                   # certificate_expired
connect f3 rsa "-tls1_2" "-tls1_2 $ca -verify_hostname other.example.com"                # bad_certificate or the like
connect f4 bad "-tls1_2" "-tls1_2 $ca"                                                   # signature
connect f5 rsa "-tls1_2 -cipher ECDHE-RSA-AES128-GCM-SHA256" "-tls1_2 -cipher AES256-SHA256" # no common suite
connect f6 rsa "-tls1_3" "-tls1_2"                                                       # no common version
connect f7 rsa "-tls1_3" "-tls1_3 -CAfile $work/other.pem -verify_return_error"          # unknown_ca, encrypted
connect f8 rsa "-tls1_2 -Verify 1 -verify_return_error -CAfile $work/ca.pem" "-tls1_2"   # no certificate of the client
end_capture
cp "$work/failures.pcap" failures.pcap
cp "$work/keys" failures.keys
