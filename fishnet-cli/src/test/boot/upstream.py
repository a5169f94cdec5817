"""An upstream on loopback that says who it was asked as: upstream.py PORT."""
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Upstream(BaseHTTPRequestHandler):
    def do_GET(self):
        # The gateway takes a key out of an answer, so the answer says whether it was the right one.
        body = b"the right key" if self.headers.get("Authorization") == "Bearer sk-boot-0123456789" else b"another key"
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Upstream).serve_forever()
