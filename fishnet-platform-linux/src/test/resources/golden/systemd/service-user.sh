sudo useradd --system --user-group --no-create-home --home-dir /var/lib/fishnet --shell /usr/sbin/nologin fishnet
sudo install -d -o fishnet -g fishnet -m 0700 /var/lib/fishnet
