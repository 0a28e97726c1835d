"""A worker that misbehaves as its first argument's job says: the name of an input is what happens at it."""

import json
import os
import signal
import sys
import time
from pathlib import Path

folder = Path(sys.argv[1])
job = json.loads((folder / "job.json").read_text(encoding="utf-8"))
(folder / "pid").write_text(str(os.getpid()), encoding="utf-8")
outcomes = []
for number, entry in enumerate(job["inputs"]):
    name = entry["name"]
    print(json.dumps({"step": "read", "done": number, "total": len(job["inputs"]), "file": name}), flush=True)
    print("no line of the protocol", flush=True)
    became, detail = ("failure", entry["refused"][0]) if entry["refused"] else ("article", "")
    if not entry["refused"]:
        if name.startswith("dies"):
            os.kill(os.getpid(), signal.SIGKILL)
        elif name.startswith("hangs"):
            time.sleep(60)
        elif name.startswith("slow"):
            time.sleep(2)
        elif name.startswith("eats"):
            held = bytearray(200 * 1024 * 1024)
            held[::4096] = b"x" * len(held[::4096])
            time.sleep(60)
    outcomes.append({"file": name, "became": became, "article_id": None, "detail": detail, "advice": ""})
result = {"outcomes": outcomes, "of_zips": [], "inputs": job["inputs"], "opened": job["opened"], "built": None} | {
    "repeats": {},
    "beside": [],
}
(folder / "result.json").write_text(json.dumps(result), encoding="utf-8")
