#!/usr/bin/env python3
"""Makes the captures of this folder anew: SIP over TLS on loopback between openssl's s_client and s_server (and, where
those cannot, Python's ssl), captured by tcpdump, with the key logs that the clients wrote. Needs the right to capture.

    make_captures.py [--out FOLDER] [SET ...]      sets: suites failures healthy closed websocket live; all but live

Each connection has a server address of its own, 127.0.<set>.<number>, port 5061: the tables below number them from 1.
Keys and certificates are made for the run. Those that a test needs (server.key) are kept, and are worth nothing
elsewhere.
"""
import argparse
import base64
import contextlib
import hashlib
import os
import shutil
import signal
import socket
import ssl
import struct
import subprocess
import sys
import tempfile
import threading
import time

PORT = 5061
HERE = os.path.dirname(os.path.abspath(__file__))
LOW = "@SECLEVEL=0"
PATIENCE = 20.0


def message(start_line, call):
    return (f"{start_line}\r\nVia: SIP/2.0/TLS client.example.com:5061;branch=z9hG4bK-{call}\r\n"
            f"From: <sip:a@example.com>;tag=a\r\nTo: <sip:b@example.com>\r\nCall-ID: {call}@example.com\r\n"
            "CSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n").encode()


def wait_for(condition, what):
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise RuntimeError("waited in vain for " + what)
        time.sleep(0.01)


def listening(address):
    wanted = "%08X:%04X" % (struct.unpack("<I", socket.inet_aton(address))[0], PORT)
    with open("/proc/net/tcp") as table:
        return any(line.split()[1] == wanted and line.split()[3] == "0A" for line in table.readlines()[1:])


class Program:
    """A program whose output is read as it comes."""

    def __init__(self, arguments):
        self.process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.STDOUT)
        self.output = b""
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self):
        while data := self.process.stdout.read1(65536):
            self.output += data

    def write(self, data):
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.write(data)
            self.process.stdin.flush()

    def has_ended(self):
        return self.process.poll() is not None

    def end_input(self):
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()

    def stop(self):
        self.process.terminate()
        self.process.wait()


class Workshop:
    """Certificates, and captures of connections made with them."""

    def __init__(self, folder):
        self.folder = folder
        self.keys = self.path("keys")

    def path(self, name):
        return os.path.join(self.folder, name)

    def openssl(self, *arguments):
        subprocess.run(["openssl", *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def make_authority(self, name, subject):
        self.openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", self.path(name + ".key"), "-out",
                     self.path(name + ".pem"), "-subj", subject, "-days", "36500")

    def make_leaf(self, name, kind="rsa", authority="ca", subject="/CN=sbc.example.com"):
        if kind == "rsa":
            self.openssl("genrsa", "-out", self.path(name + ".key"), "2048")
        else:
            self.openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", self.path(name + ".key"))
        self.openssl("req", "-new", "-key", self.path(name + ".key"), "-subj", subject, "-out", self.path(name + ".csr"))
        with open(self.path("ext"), "w") as out:
            out.write("subjectAltName=DNS:sbc.example.com,DNS:*.sip.example.com,IP:192.0.2.1\n")
        self.openssl("x509", "-req", "-in", self.path(name + ".csr"), "-CA", self.path(authority + ".pem"), "-CAkey",
                     self.path(authority + ".key"), "-CAcreateserial", "-extfile", self.path("ext"), "-days", "36500",
                     "-out", self.path(name + ".pem"))

    def make_all(self):
        self.make_authority("ca", "/O=Example/CN=Example Root")
        self.make_authority("other", "/O=Other/CN=Other Root")
        self.make_authority("self", "/CN=sbc.example.com")
        for name, kind in (("rsa", "rsa"), ("ec", "ec"), ("client", "rsa"), ("old", "rsa")):
            self.make_leaf(name, kind)
        self.make_leaf("stranger", authority="other", subject="/CN=client.example.net")
        self._make_old()
        self._make_bad()

    def _make_old(self):
        """A leaf out of date."""
        base = self.path("db")
        os.mkdir(base)
        for name, text in (("index", ""), ("serial", "01"), ("conf", (
                f"[ca]\ndefault_ca=d\n[d]\nnew_certs_dir={base}\ndatabase={base}/index\nserial={base}/serial\n"
                "default_md=sha256\npolicy=p\ncopy_extensions=copy\n[p]\ncommonName=supplied\n"))):
            with open(os.path.join(base, name), "w") as out:
                out.write(text)
        self.openssl("ca", "-batch", "-config", base + "/conf", "-in", self.path("old.csr"), "-cert",
                     self.path("ca.pem"), "-keyfile", self.path("ca.key"), "-startdate", "20200101000000Z", "-enddate",
                     "20210101000000Z", "-extfile", self.path("ext"), "-out", self.path("old.pem"), "-notext")

    def _make_bad(self):
        """A leaf whose signature is damaged, sent with the certificate that should have made it."""
        der = bytearray(subprocess.run(["openssl", "x509", "-in", self.path("rsa.pem"), "-outform", "DER"], check=True,
                                       stdout=subprocess.PIPE).stdout)
        der[-1] ^= 0x5a
        body = base64.encodebytes(bytes(der)).decode()
        with open(self.path("bad.pem"), "w") as out:
            out.write("-----BEGIN CERTIFICATE-----\n" + body + "-----END CERTIFICATE-----\n")
        shutil.copy(self.path("rsa.key"), self.path("bad.key"))

    @contextlib.contextmanager
    def capture(self, name):
        with contextlib.suppress(FileNotFoundError):
            os.remove(self.keys)
        open(self.keys, "w").close()
        dump = Program(["tcpdump", "-i", "lo", "-s", "0", "-U", "-w", self.path(name + ".pcap"), "tcp", "port", str(PORT)])
        wait_for(lambda: b"listening on" in dump.output or dump.has_ended(), "tcpdump")
        if dump.has_ended():
            sys.exit(dump.output.decode())
        yield
        time.sleep(1.0)  # for what is on its way through the kernel
        dump.process.send_signal(signal.SIGINT)
        dump.process.wait()
        shutil.copy(self.keys, self.path(name + ".keys"))

    def server(self, address, certificate, options, quiet=True):
        program = Program(["openssl", "s_server", "-accept", f"{address}:{PORT}", "-cert", self.path(certificate + ".pem"),
                           "-key", self.path(certificate + ".key"), *(["-quiet"] if quiet else []), *options])
        wait_for(lambda: listening(address) or program.has_ended(), "s_server " + " ".join(options))
        return program

    def client(self, address, options, quiet=True, name="sbc.example.com"):
        return Program(["openssl", "s_client", "-connect", f"{address}:{PORT}", "-servername", name, "-keylogfile",
                        self.keys, *(["-quiet"] if quiet else []), "-no_ign_eof", *options])

    def exchange(self, server, client, calls, between=b""):
        """Each call's request and its answer; between: given to the client after the first."""
        for number, call in enumerate(calls):
            if number == 1 and between:
                client.write(between)
                time.sleep(0.3)
            client.write(message("OPTIONS sip:b@example.com SIP/2.0", call))
            sign = f"Call-ID: {call}@example.com".encode()
            wait_for(lambda: sign in server.output, call)
            server.write(message("SIP/2.0 200 OK", call))
            wait_for(lambda: sign in client.output, "the answer to " + call)

    def talk(self, address, call, certificate, server_options="", client_options="", between=b"", name="sbc.example.com"):
        """A connection with two requests, closed by the client."""
        server = self.server(address, certificate, server_options.split())
        client = self.client(address, client_options.split(), quiet=not between, name=name)
        try:
            self.exchange(server, client, [call + "-1", call + "-2"], between)
            client.end_input()
            client.process.wait(PATIENCE)
        finally:
            server.stop()

    def resume(self, address, call, server_options, client_options, again=""):
        """Two connections of one session."""
        server = self.server(address, "rsa", server_options.split())
        session = self.path("session")
        try:
            for number in (1, 2):
                more = ["-sess_out", session] if number == 1 else ["-sess_in", session, *again.split()]
                client = self.client(address, client_options.split() + more)
                self.exchange(server, client, [f"{call}-{number}"])
                time.sleep(0.2)  # for a ticket of TLS 1.3
                client.end_input()
                client.process.wait(PATIENCE)
                wait_for(lambda: not os.path.exists(session) or os.path.getsize(session) > 0, "a session")
        finally:
            server.stop()

    def fail(self, address, certificate, server_options="", client_options="", name="sbc.example.com"):
        """A handshake that either side gives up."""
        server = self.server(address, certificate, server_options.split())
        client = self.client(address, client_options.split(), name=name)
        with contextlib.suppress(subprocess.TimeoutExpired):
            client.process.wait(3)
        client.stop()
        time.sleep(0.1)
        server.stop()


def suites(shop):
    table = [(f"-tls1_3 -ciphersuites {suite} -alpn sip/2",) * 2 + ("rsa",) for suite in (
        "TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_128_CCM_SHA256",
        "TLS_AES_128_CCM_8_SHA256")]
    for certificate, names in (
            ("rsa", "ECDHE-RSA-AES128-GCM-SHA256 DHE-RSA-AES256-GCM-SHA384 ECDHE-RSA-CHACHA20-POLY1305 DHE-RSA-AES128-CCM "
                    "DHE-RSA-AES256-CCM8 ECDHE-RSA-AES128-SHA256 ECDHE-RSA-AES256-SHA384 ECDHE-RSA-AES128-SHA "
                    "ECDHE-RSA-CAMELLIA128-SHA256 AES128-SHA AES256-SHA256 AES256-GCM-SHA384 AES128-CCM NULL-SHA256"),
            ("ec", "ECDHE-ECDSA-AES256-GCM-SHA384 ECDHE-ECDSA-AES128-CCM8 ECDHE-ECDSA-AES256-CCM")):
        table += [(f"-tls1_2 -cipher {suite}:{LOW}",) * 2 + (certificate,) for suite in names.split()]
    # The MAC within, as before RFC 7366.
    table += [(f"-tls1_2 -no_etm -cipher {suite}:{LOW}",) * 2 + ("rsa",) for suite in (
        "ECDHE-RSA-AES128-SHA256", "ECDHE-RSA-AES256-SHA384", "AES128-SHA")]
    table += [(f"-{version} {etm} -cipher AES128-SHA:{LOW}",) * 2 + ("rsa",) for version in ("tls1", "tls1_1")
              for etm in ("", "-no_etm")]
    own = f"-cert {shop.path('client.pem')} -key {shop.path('client.key')}"
    ask = f"-Verify 1 -CAfile {shop.path('ca.pem')}"
    table += [("-tls1_3 " + ask, "-tls1_3 " + own, "rsa"), ("-tls1_2 " + ask, "-tls1_2 " + own, "rsa"),
              ("-tls1_3 -groups P-384", "-tls1_3 -groups X25519:P-384", "rsa")]  # HelloRetryRequest
    for number, (server, client, certificate) in enumerate(table, 1):
        shop.talk(f"127.0.1.{number}", f"s{number}", certificate, server, client)
    number = len(table)
    gcm = "-tls1_2 -cipher ECDHE-RSA-AES128-GCM-SHA256"
    shop.talk(f"127.0.1.{number + 1}", f"s{number + 1}", "rsa", "-tls1_3", "-tls1_3", between=b"K\n")  # KeyUpdate of both
    shop.talk(f"127.0.1.{number + 2}", f"s{number + 2}", "rsa", gcm + " -client_renegotiation", gcm, between=b"R\n")
    shop.resume(f"127.0.1.{number + 3}", f"s{number + 3}", "-tls1_2", "-tls1_2")  # by ticket
    shop.resume(f"127.0.1.{number + 4}", f"s{number + 4}", "-tls1_2 -no_ticket", "-tls1_2 -no_ticket")  # by session id
    with open(shop.path("early"), "wb") as out:
        out.write(message("OPTIONS sip:b@example.com SIP/2.0", "early"))
    shop.resume(f"127.0.1.{number + 5}", f"s{number + 5}", "-tls1_3 -early_data", "-tls1_3",
                "-early_data " + shop.path("early"))  # by pre-shared key
    shutil.copy(shop.path("rsa.key"), shop.path("server.key"))


def failures(shop):
    known = f"-CAfile {shop.path('ca.pem')} -verify_return_error"
    other = f"-CAfile {shop.path('other.pem')} -verify_return_error"
    ask = f"-Verify 1 -verify_return_error -CAfile {shop.path('ca.pem')}"
    stranger = f"-cert {shop.path('stranger.pem')} -key {shop.path('stranger.key')}"
    chain = f"-cert_chain {shop.path('ca.pem')}"
    table = [
        ("rsa", "-tls1_2", "-tls1_2 " + other),                             # 1 unknown_ca
        ("old", "-tls1_2", "-tls1_2 " + known),                             # 2 certificate_expired
        ("rsa", "-tls1_2", "-tls1_2 -verify_hostname sbc.example.org " + known, "sbc.example.org"),  # 3 another name
        ("bad", "-tls1_2 " + chain, "-tls1_2 " + known),                    # 4 signature
        ("rsa", "-tls1_2 -cipher ECDHE-RSA-AES128-GCM-SHA256", "-tls1_2 -cipher AES256-SHA256"),  # 5 no common suite
        ("rsa", "-tls1_3", "-tls1_2"),                                      # 6 no common version
        ("rsa", "-tls1_3", "-tls1_3 " + other),                             # 7 as 1, hidden without keys
        ("rsa", "-tls1_2 " + ask, "-tls1_2"),                               # 8 no certificate of the client
        ("rsa", "-tls1_3 " + ask, "-tls1_3 " + stranger),                   # 9 the client's is not trusted
        ("self", "-tls1_2", "-tls1_2 " + known),                            # 10 self-signed
        ("old", "-tls1_3", "-tls1_3 " + known),                             # 11 as 2, hidden without keys
        ("rsa", "-tls1_2 " + ask, "-tls1_2 " + stranger),                   # 12 as 9
    ]
    for number, (certificate, server, client, *name) in enumerate(table, 1):
        shop.fail(f"127.0.2.{number}", certificate, server, client, *name)
    for number, answer in ((13, b"SIP/2.0 400 Bad Request\r\nContent-Length: 0\r\n\r\n"), (14, b"")):  # no TLS at all
        with socket.create_server((f"127.0.2.{number}", PORT)) as listener:
            client = shop.client(f"127.0.2.{number}", ["-tls1_2"])
            connection, _ = listener.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(answer)
            client.process.wait(PATIENCE)


def healthy(shop):
    own = f"-cert {shop.path('client.pem')} -key {shop.path('client.key')}"
    ask = f"-Verify 1 -verify_return_error -CAfile {shop.path('ca.pem')}"
    known = f"-CAfile {shop.path('ca.pem')} -verify_return_error"
    table = [
        ("rsa", "-tls1_2", "-tls1_2 " + known),             # 1
        ("old", "-tls1_2", "-tls1_2"),                      # 2 out of date, accepted
        ("self", "-tls1_2", "-tls1_2"),                     # 3 of nobody known, accepted
        ("rsa", "-tls1_2", "-tls1_2", b"", "sbc.example.org"),  # 4 for another name, accepted
        ("rsa", "-tls1_3", "-tls1_3 " + known),             # 5
        ("rsa", "-tls1_2 " + ask, "-tls1_2 " + own),        # 6 both show one
        ("rsa", "-tls1_3 " + ask, "-tls1_3 " + own),        # 7
        ("old", "-tls1_3", "-tls1_3"),                      # 8 as 2
        ("bad", "-tls1_2", "-tls1_2"),                      # 9 a signature that nobody checks
    ]
    for number, (certificate, server, client, *more) in enumerate(table, 1):
        shop.talk(f"127.0.3.{number}", f"h{number}", certificate, server, client, *more)


def python_peers(shop, address, version, serve, ask):
    """serve and ask talk over TLS, each with its wrapped socket."""
    server_context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server_context.load_cert_chain(shop.path("rsa.pem"), shop.path("rsa.key"))
    client_context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    client_context.load_verify_locations(shop.path("ca.pem"))
    client_context.keylog_filename = shop.keys
    for context in (server_context, client_context):
        context.minimum_version = context.maximum_version = version
    with socket.create_server((address, PORT)) as listener:
        def run_server():
            connection, _ = listener.accept()
            with server_context.wrap_socket(connection, server_side=True) as wrapped:
                serve(wrapped)
        thread = threading.Thread(target=run_server)
        thread.start()
        raw = socket.create_connection((address, PORT))
        with client_context.wrap_socket(raw, server_hostname="sbc.example.com") as wrapped:
            ask(wrapped)
        thread.join()


def closed(shop):
    """The server ends TLS and not TCP, and the client writes on: 1 and 2 a second later, 3 and 4 at once."""
    for number, (version, pause) in enumerate(((ssl.TLSVersion.TLSv1_2, 1.0), (ssl.TLSVersion.TLSv1_3, 1.0),
                                               (ssl.TLSVersion.TLSv1_2, 0.02), (ssl.TLSVersion.TLSv1_3, 0.02)), 1):
        is_done = threading.Event()

        def serve(wrapped, number=number, is_done=is_done):
            wrapped.recv(65536)
            wrapped.sendall(message("SIP/2.0 200 OK", f"c{number}-1"))
            time.sleep(0.1)
            wrapped.settimeout(0.01)
            with contextlib.suppress(OSError):  # close_notify goes out; the peer's is not waited for
                wrapped.unwrap()
            is_done.wait(PATIENCE)

        def ask(wrapped, number=number, pause=pause, is_done=is_done):
            wrapped.sendall(message("OPTIONS sip:b@example.com SIP/2.0", f"c{number}-1"))
            wrapped.recv(65536)
            time.sleep(0.1 + pause)
            wrapped.sendall(message("OPTIONS sip:b@example.com SIP/2.0", f"c{number}-2"))
            time.sleep(0.1)
            is_done.set()

        python_peers(shop, f"127.0.4.{number}", version, serve, ask)


def frame(payload, is_masked):
    """A text message of WebSocket (RFC 6455 section 5.2)."""
    head = bytes([0x81])
    mask = 0x80 if is_masked else 0
    head += bytes([mask | len(payload)]) if len(payload) < 126 else bytes([mask | 126]) + struct.pack(">H", len(payload))
    if not is_masked:
        return head + payload
    key = b"\x12\x34\x56\x78"
    return head + key + bytes(byte ^ key[i % 4] for i, byte in enumerate(payload))


def websocket(shop):
    """SIP over WebSocket over TLS (RFC 7118), 1 with TLS 1.2 and 2 with TLS 1.3."""
    for number, version in enumerate((ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3), 1):
        key = base64.b64encode(b"echelle-websocke").decode()
        accept = base64.b64encode(hashlib.sha1((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").encode()).digest()).decode()

        def serve(wrapped, number=number, accept=accept):
            wrapped.recv(65536)
            wrapped.sendall((f"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                             f"Sec-WebSocket-Accept: {accept}\r\nSec-WebSocket-Protocol: sip\r\n\r\n").encode())
            for n in (1, 2):
                wrapped.recv(65536)
                wrapped.sendall(frame(message("SIP/2.0 200 OK", f"w{number}-{n}"), False))
            wrapped.recv(65536)

        def ask(wrapped, number=number, key=key):
            wrapped.sendall((f"GET / HTTP/1.1\r\nHost: sbc.example.com\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                             f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Protocol: sip\r\nSec-WebSocket-Version: 13\r\n"
                             "\r\n").encode())
            wrapped.recv(65536)
            for n in (1, 2):
                wrapped.sendall(frame(message("OPTIONS sip:b@example.com SIP/2.0", f"w{number}-{n}"), True))
                wrapped.recv(65536)

        python_peers(shop, f"127.0.5.{number}", version, serve, ask)


def live(shop):
    """A few of each kind, for a test that makes them anew."""
    gcm = "-tls1_2 -cipher ECDHE-RSA-AES128-GCM-SHA256"
    table = [f"-tls1_3 -ciphersuites {suite}" for suite in ("TLS_AES_256_GCM_SHA384", "TLS_AES_128_CCM_SHA256",
                                                             "TLS_CHACHA20_POLY1305_SHA256")]
    table += [f"-tls1_2 -cipher {suite}:{LOW}" for suite in (
        "ECDHE-RSA-AES256-GCM-SHA384", "DHE-RSA-AES128-CCM", "ECDHE-RSA-CHACHA20-POLY1305", "ECDHE-RSA-AES128-SHA256",
        "AES256-SHA256 -no_etm")]
    for number, options in enumerate(table, 1):
        options = options.replace(f" -no_etm:{LOW}", f":{LOW} -no_etm")
        shop.talk(f"127.0.6.{number}", f"l{number}", "rsa", options, options)
    number = len(table)
    shop.talk(f"127.0.6.{number + 1}", f"l{number + 1}", "rsa", "-tls1_3", "-tls1_3", between=b"K\n")
    shop.resume(f"127.0.6.{number + 2}", f"l{number + 2}", gcm, gcm)
    shop.resume(f"127.0.6.{number + 3}", f"l{number + 3}", "-tls1_3", "-tls1_3")
    shutil.copy(shop.path("rsa.key"), shop.path("server.key"))


SETS = {"suites": suites, "failures": failures, "healthy": healthy, "closed": closed, "websocket": websocket, "live": live}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", default=HERE)
    parser.add_argument("sets", nargs="*", metavar="SET", default=[name for name in SETS if name != "live"])
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        shop = Workshop(folder)
        shop.make_all()
        for name in wanted.sets:
            with shop.capture(name):
                SETS[name](shop)
            for ending in (".pcap", ".keys"):
                shutil.copy(shop.path(name + ending), wanted.out)
        if os.path.exists(shop.path("server.key")):
            shutil.copy(shop.path("server.key"), wanted.out)


if __name__ == "__main__":
    main()
