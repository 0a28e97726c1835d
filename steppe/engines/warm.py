"""What workers have in common, loaded once: imported by the process that they are forked from.

The model, the names and the weights take seconds to load and some 300 MB, which workers then share until they change
them. See `multiprocessing.set_forkserver_preload`; only this import happens there, so nothing else runs at a fork.
"""

import logging
import signal

signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that builds; this one ends with it

from steppe.batch import warm_up  # noqa: E402, loads for seconds

try:
    warm_up()
except Exception:  # each worker then meets the same, and says so; without this process none would start
    logging.getLogger(__name__).debug("Nothing could be loaded beforehand", exc_info=True)
