#!/usr/bin/env python3
"""A stand-in for two services that run jobs, for the examples beside it; needs Python 3 and nothing else.

  python3 examples/remote-jobs/server.py [PORT]     (default 8765, on loopback)

Like Dataflow:  POST /flow/jobs -> {id}, GET /flow/jobs/ID -> {currentState}, PUT requestedState cancels.
Like BigQuery:  POST /query/jobs with jobReference.jobId (409 if it exists), GET /query/jobs/ID,
                POST /query/jobs/ID/cancel. A query that holds the word 'fail' fails.
A job waits 2 seconds, runs for 4, and has ended. Jobs are forgotten when this ends.
"""
import json
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

WAITS, RUNS = 2, 4
lock = threading.Lock()
jobs = {}  # id -> {"born": seconds, "cancelled": bool, "query": text}
ids_by_key = {}


def phase(job):
    age = time.monotonic() - job["born"]
    return "waits" if age < WAITS else "runs" if age < WAITS + RUNS else "done"


def create(job_id, query=""):
    jobs[job_id] = {"born": time.monotonic(), "cancelled": False, "query": query}


def flow(job_id):
    job = jobs[job_id]
    states = {"waits": "JOB_STATE_PENDING", "runs": "JOB_STATE_RUNNING", "done": "JOB_STATE_DONE"}
    state = "JOB_STATE_CANCELLED" if job["cancelled"] else states[phase(job)]
    return {"id": job_id, "currentState": state, "metrics": {"elements": 1234}}


def query(job_id):
    job = jobs[job_id]
    states = {"waits": "PENDING", "runs": "RUNNING", "done": "DONE"}
    status = {"state": "DONE" if job["cancelled"] else states[phase(job)]}
    if status["state"] == "DONE" and (job["cancelled"] or "fail" in job["query"]):
        reason = "stopped" if job["cancelled"] else "invalidQuery"
        status["errorResult"] = {"reason": reason, "message": "Job %s: %s" % (job_id, reason)}
    # As there, whole numbers of 64 bits travel as text.
    return {"jobReference": {"jobId": job_id}, "status": status, "statistics": {"query": {"outputRows": "42"}}}


class Service(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def body(self):
        text = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        return json.loads(text) if text else {}

    def answer(self, status, content):
        data = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def error(self, status, message):
        self.answer(status, {"error": {"code": status, "message": message}})

    def handle_job(self):
        sent = self.body()
        steps = self.path.split("?")[0].strip("/").split("/")
        kind, job_id, verb = (steps + ["", "", ""])[0], (steps + [""] * 3)[2], (steps + [""] * 4)[3]
        with lock:
            if kind not in ("flow", "query") or steps[1:2] != ["jobs"]:
                self.error(404, "there is nothing at " + self.path)
            elif self.command == "POST" and not job_id and kind == "flow":
                key = self.headers.get("Idempotency-Key") or str(time.monotonic())
                known = ids_by_key.setdefault(key, "flow-%d" % (len(ids_by_key) + 1))
                if known not in jobs:
                    create(known)
                self.answer(200, flow(known))
            elif self.command == "POST" and not job_id:
                wanted = sent.get("jobReference", {}).get("jobId", "")
                if not wanted:
                    self.error(400, "jobReference.jobId is missing")
                elif wanted in jobs:
                    self.error(409, "Already Exists: Job " + wanted)
                else:
                    create(wanted, sent.get("configuration", {}).get("query", {}).get("query", ""))
                    self.answer(200, query(wanted))
            elif job_id not in jobs:
                self.error(404, "Not found: Job " + job_id)
            else:
                if verb == "cancel" or sent.get("requestedState") == "JOB_STATE_CANCELLED":
                    if phase(jobs[job_id]) != "done":
                        jobs[job_id]["cancelled"] = True
                self.answer(200, flow(job_id) if kind == "flow" else query(job_id))

    do_GET = do_POST = do_PUT = handle_job


if __name__ == "__main__":
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8765
    print("jobs run at http://127.0.0.1:%d, Ctrl-C ends it" % port, flush=True)
    try:
        ThreadingHTTPServer(("127.0.0.1", port), Service).serve_forever()
    except KeyboardInterrupt:
        pass
