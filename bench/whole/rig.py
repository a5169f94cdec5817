"""What is measured and what it is measured with: the upstreams, nginx, Fishnet, the agent. All of it ends with the rig."""
import json
import os
import pwd
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

import machine

CHAT = "/v1/chat/completions"
PLAIN, TLS, SLOW = "/proxy/openai" + CHAT, "/custom/tls" + CHAT, "/custom/slow" + CHAT


def say(text):
    print(f"[bench] {text}", file=sys.stderr, flush=True)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def healthy(port):
    """Whether what listens there says that it is well."""
    try:
        with socket.create_connection(("127.0.0.1", port), 1) as wire:
            wire.sendall(f"GET /health HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode())
            return wire.recv(4096).startswith(b"HTTP/1.1 200")
    except OSError:
        return False


def wait_for(condition, what, seconds=30):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise SystemExit(f"[bench] {what} did not happen within {seconds} s")
        time.sleep(0.002)


class Rig:
    """A folder of its own, and the processes that were started in it."""

    def __init__(self, home, java, program):
        self.home, self.java, self.program = home, java, program
        self.folder = tempfile.mkdtemp(prefix="fishnet-bench.", dir="/var/tmp")
        os.chmod(self.folder, 0o755)
        self.processes = []
        self.is_root = os.geteuid() == 0
        self.agent = pwd.getpwnam("nobody") if self.is_root else pwd.getpwuid(os.geteuid())
        self.service = pwd.getpwnam("daemon") if self.is_root else self.agent
        # 1,000 streams are 2,000 sockets of a proxy.
        hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard if hard < 65536 and hard != resource.RLIM_INFINITY else 65536, hard))

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def write(self, name, text):
        with open(self.path(name), "w") as file:
            file.write(text)
        return self.path(name)

    def as_user(self, account, command):
        if not self.is_root:
            return command
        return ["setpriv", f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups", *command]

    def run(self, command, account=None, environment=None, text=None):
        """Runs to the end; what it printed. What it says when it fails is passed on."""
        done = subprocess.run(self.as_user(account, command) if account else command, input=text, text=True,
                              env={**os.environ, **(environment or {})}, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if done.returncode:
            raise SystemExit(f"[bench] {' '.join(command)} failed:\n{done.stdout}{done.stderr}")
        return done.stdout

    def start(self, command, account=None, environment=None, name="log", **pipes):
        log = open(self.path(name + ".log"), "a")
        process = subprocess.Popen(self.as_user(account, command) if account else command,
                                   env={**os.environ, **(environment or {})}, start_new_session=True,
                                   **{"stdin": subprocess.DEVNULL, "stdout": log, "stderr": log, **pipes})
        self.processes.append(process)
        return process

    def stop(self, process):
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self.processes.remove(process)

    def close(self):
        for process in list(self.processes):
            self.stop(process)
        shutil.rmtree(self.folder, ignore_errors=True)

    def compile(self):
        sources = os.path.join(self.home, "bench", "whole")
        self.write("Empty.java", "class Empty { public static void main(String[] arguments) {} }")
        self.run([f"{self.java}/bin/javac", "-d", self.path("classes"), self.path("Empty.java"),
                  *(os.path.join(sources, name) for name in ("Load.java", "Wire.java", "SlowUpstream.java"))])
        for folder, _, names in os.walk(self.path("classes")):
            os.chmod(folder, 0o755)
            for name in names:
                os.chmod(os.path.join(folder, name), 0o644)

    def install(self):
        """An image is copied to where it stays, and rehearsed there as its package does; a checkout runs where it is."""
        image = os.path.dirname(os.path.dirname(self.program))
        if not os.path.exists(os.path.join(image, "lib", "rehearse")):
            return "this checkout's build"
        say("installing the application image, and making its caches")
        shutil.copytree(image, self.path("image"), symlinks=True)
        self.run([self.path("image", "lib", "rehearse")])
        self.program = self.path("image", "bin", "fishnet")
        return "the application image, with the caches that its installation makes"

    def java_command(self, *arguments):
        return [f"{self.java}/bin/java", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xmx256m", "-cp", self.path("classes"),
                *arguments]


class Authority:
    """A certificate authority, and what it says of 127.0.0.1; made for this run."""

    def __init__(self, rig):
        self.certificate, self.server, self.key = rig.path("ca.pem"), rig.path("server.pem"), rig.path("server.key")
        curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
        rig.run(["openssl", "req", "-x509", *curve, "-keyout", rig.path("ca.key"), "-out", self.certificate,
                 "-subj", "/CN=Fishnet bench", "-addext", "keyUsage=critical,keyCertSign"])
        rig.run(["openssl", "req", *curve, "-keyout", self.key, "-out", rig.path("server.csr"), "-subj", "/CN=localhost"])
        names = rig.write("names", "subjectAltName=IP:127.0.0.1,DNS:localhost\nbasicConstraints=CA:FALSE\n")
        rig.run(["openssl", "x509", "-req", "-in", rig.path("server.csr"), "-CA", self.certificate, "-CAkey", rig.path("ca.key"),
                 "-CAcreateserial", "-days", "2", "-extfile", names, "-out", self.server])
        os.chmod(self.certificate, 0o644)


ANSWER = json.dumps({
    "id": "chatcmpl-1", "object": "chat.completion", "created": 1700000000, "model": "gpt-5-mini",
    "choices": [{"index": 0, "message": {"role": "assistant", "content": "Hello, you who build it. " * 31},
                 "finish_reason": "stop"}],
    "usage": {"prompt_tokens": 9, "completion_tokens": 12, "total_tokens": 21}}, separators=(",", ":"))

NGINX = """
worker_processes auto; worker_rlimit_nofile {files}; daemon off; pid {name}.pid; error_log {name}.err;
events {{ worker_connections {connections}; }}
http {{ access_log off; keepalive_requests 1000000000; client_body_temp_path {name}.a; proxy_temp_path {name}.b;
  fastcgi_temp_path {name}.c; uwsgi_temp_path {name}.d; scgi_temp_path {name}.e;
  {servers} }}
"""

UPSTREAM = """server {{ listen 127.0.0.1:{plain} backlog=4096; listen 127.0.0.1:{tls} ssl backlog=4096;
    ssl_certificate {server}; ssl_certificate_key {key}; ssl_protocols TLSv1.3; default_type application/json;
    location / {{ return 200 '{answer}'; }} }}"""

PROXY = """
  upstream plain {{ server 127.0.0.1:{plain}; keepalive 128; keepalive_requests 1000000000; }}
  upstream tls {{ server 127.0.0.1:{tls}; keepalive 128; keepalive_requests 1000000000; }}
  upstream slow {{ server 127.0.0.1:{slow}; keepalive 128; keepalive_requests 1000000000; }}
  server {{ listen 127.0.0.1:{port} backlog=4096; proxy_http_version 1.1; proxy_set_header Connection "";
    proxy_set_header Authorization "Bearer sk-bench";
    location /proxy/openai/ {{ proxy_pass http://plain/; }}
    location /custom/slow/ {{ proxy_pass http://slow/; proxy_buffering off; }}
    location /custom/tls/ {{ proxy_pass https://tls/; proxy_ssl_verify on; proxy_ssl_trusted_certificate {ca};
      proxy_ssl_name localhost; proxy_ssl_protocols TLSv1.3; proxy_ssl_session_reuse on; }} }}"""


class Nginx:
    def __init__(self, rig, name, servers):
        files = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
        config = rig.write(name + ".conf", NGINX.format(
            files=files, connections=min(8192, files), name=rig.path(name), servers=servers))
        program = shutil.which("nginx") or "/usr/sbin/nginx"
        rig.start([program, "-e", rig.path(name + ".err"), "-c", config], name=name)
        self.pids = []
        self._find(rig.processes[-1].pid)

    def _find(self, pid):
        wait_for(lambda: len(machine.tree(pid)) > machine.CORES, "the start of nginx")
        self.pids = machine.tree(pid)


class Upstreams:
    """nginx with an answer of 1 KiB, plain and TLS, and a program that streams slowly."""

    def __init__(self, rig, authority):
        self.plain, self.tls, self.slow = free_port(), free_port(), free_port()
        self.nginx = Nginx(rig, "upstream", UPSTREAM.format(
            plain=self.plain, tls=self.tls, server=authority.server, key=authority.key, answer=ANSWER))
        streams = rig.start(rig.java_command("SlowUpstream", str(self.slow)), stdout=subprocess.PIPE)
        streams.stdout.readline()


class Proxy(Nginx):
    """nginx as nothing but a reverse proxy."""

    def __init__(self, rig, upstreams, authority):
        self.port = free_port()
        super().__init__(rig, "proxy", PROXY.format(port=self.port, plain=upstreams.plain, tls=upstreams.tls,
                                                    slow=upstreams.slow, ca=authority.certificate))


CONFIG = """
[gateway]
port = {port}
[upstreams]
extra_ca_certs = "{ca}"
[llm]
daily_budget_usd = 1_000_000_000
rate_limit_per_minute = "unlimited"
[upstreams.openai]
base_url = "http://127.0.0.1:{plain}"
[custom.tls]
base_url = "https://127.0.0.1:{tls}"
speaks = "openai"
rate_limit = "unlimited"
[custom.slow]
base_url = "http://127.0.0.1:{slow}"
speaks = "openai"
rate_limit = "unlimited"
[agents.bench]
{user}
upstreams = ["openai", "tls", "slow"]
allowed_models = ["gpt-5*"]
daily_budget_usd = 900_000_000
"""


class Fishnet:
    """The daemon as it ships: a vault, keys, an agent, and the defaults for whatever is not said here."""

    def __init__(self, rig, upstreams, authority):
        self.rig, self.port = rig, free_port()
        self.pids, self.process = [], None
        self.authorization = "Bearer fishnet"
        self.environment = {"FISHNET_DATA_DIR": rig.path("data")}
        os.mkdir(rig.path("data"), 0o700)
        if rig.is_root:
            os.chown(rig.path("data"), rig.service.pw_uid, rig.service.pw_gid)
        self._set_up(CONFIG.format(port=self.port, ca=authority.certificate, plain=upstreams.plain, tls=upstreams.tls,
                                   slow=upstreams.slow, user=f'user = "{rig.agent.pw_name}"' if rig.is_root else ""))

    def _set_up(self, config):
        rig = self.rig
        password = self._private("password", "a password of the bench\n")
        key = self._private("key", "sk-bench-0123456789abcdefghij\n")
        self.command("init", "--store-derived-key-in-keychain", "--master-password-file", password,
                     "--first-service", "openai", "--first-key-file", key)
        for name in ("custom.tls", "custom.slow"):
            self.command("add-key", "--service", name, "--key-file", key, "--master-password-file", password)
        # As the account that the folder belongs to: no link there leads root anywhere.
        rig.run(["tee", rig.path("data", "fishnet.toml")], rig.service, text=config)
        if not rig.is_root:
            self.authorization = "Bearer " + self.command("agent", "token", "bench").split()[0]

    def _private(self, name, text):
        path = self.rig.write(name, text)
        os.chmod(path, 0o600)
        if self.rig.is_root:
            os.chown(path, self.rig.service.pw_uid, self.rig.service.pw_gid)
        return path

    def command(self, *words):
        return self.rig.run([self.rig.program, *words], self.rig.service, self.environment)

    def start(self, command=None, environment=None):
        """Starts it; the seconds until /health answered."""
        begin = time.monotonic()
        self.process = self.rig.start(command or [self.rig.program, "start"], self.rig.service,
                                      environment or self.environment, "fishnet")
        try:
            wait_for(lambda: healthy(self.port) or self.process.poll() is not None, "the start of Fishnet")
            took = time.monotonic() - begin
            if self.process.poll() is not None:
                raise SystemExit("[bench] Fishnet did not start")
        except SystemExit as e:
            with open(self.rig.path("fishnet.log")) as log:
                raise SystemExit(f"{e}:\n{log.read()}")
        self.pids = machine.tree(self.process.pid)
        return took

    def stop(self):
        self.rig.stop(self.process)

    def started_as(self):
        """The command that is running, word by word, and its environment, where that may be read."""
        with open(f"/proc/{self.process.pid}/cmdline") as file:
            command = file.read().split("\0")[:-1]
        try:
            with open(f"/proc/{self.process.pid}/environ") as file:
                return command, dict(each.split("=", 1) for each in file.read().split("\0") if "=" in each)
        except PermissionError:
            return command, self.environment

    def said(self):
        with open(self.rig.path("fishnet.log")) as log:
            return re.findall(r"\[fishnet\] (unlocked [^/\n]*?)(?: /.*)?\n", log.read())[-1:]


class Agent:
    """The program that calls, as the agent's account."""

    def __init__(self, rig, authorization):
        self.log = rig.path("agent.log")
        self.process = rig.start(rig.java_command("Load", authorization), rig.agent, name="agent",
                                 stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, *words):
        self.tell(*words)
        return self.hear()

    def tell(self, *words):
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        self.process.stdin.flush()

    def hear(self):
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit("[bench] the agent's program has ended")
        return json.loads(line)

    def complaints(self):
        """What its program said was wrong, the first of it, as further lines."""
        with open(self.log) as log:
            return "".join("\n" + line.rstrip() for line in log.readlines()[:5])
