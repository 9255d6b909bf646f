"""How gunicorn runs the site in production: `gunicorn -c python:wijkwerk.config.gunicorn wijkwerk.config.wsgi`.

`wijkwerk serve` uses this file; `bind` and `workers` come from its options.
"""

from pathlib import Path

from .tidying import post_request, post_worker_init, worker_exit

__all__ = ["post_request", "post_worker_init", "worker_exit"]  # gunicorn calls these

worker_class = "gthread"
threads = 4
# Longer than the proxy keeps a connection (deploy/nginx.voorbeeld.conf: 60 s), and than most readers read a page: who
# closes first must be the one who asks. After 5 s, a visitor who asked the next page just then got no answer at all.
keepalive = 75
timeout = 60
graceful_timeout = 10  # `serve` waits 20 s before it cuts off
loglevel = "warning"
accesslog = None  # wijkwerk writes its own line per request, without address or visitor (config/request_id.py)
control_socket_disable = True
# A request that is larger than any of ours is refused before Django sees it.
limit_request_line = 8190
limit_request_fields = 60
limit_request_field_size = 8190
# The proxy runs on this machine or in this pod; nobody else may say what address or scheme a visitor came with.
forwarded_allow_ips = "127.0.0.1,::1"
# gunicorn's heartbeat file must not wait for a slow disk, and may be the only thing written on a read-only root.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - memory, not a shared folder
