sudo useradd --create-home --user-group --shell /bin/bash coder-2
sudo usermod --lock coder-2
