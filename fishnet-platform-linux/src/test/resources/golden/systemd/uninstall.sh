sudo systemctl disable --now fishnet.service
sudo rm -f /etc/systemd/system/fishnet.service
sudo systemctl daemon-reload
sudo rm -f /etc/fishnet/vault-key.cred
sudo rm -f /etc/fishnet/env
sudo rm -rf /usr/lib/fishnet
sudo rmdir /etc/fishnet
