sudo systemctl stop fishnet.service
sudo mv --no-target-directory /var/lib/fishnet/vault.key /etc/fishnet/vault-key.plain
sudo test -f /etc/fishnet/vault-key.plain -a '!' -L /etc/fishnet/vault-key.plain
sudo mv --no-target-directory /etc/fishnet/vault-key.cred /etc/fishnet/vault-key.cred.old
sudo systemd-creds encrypt --with-key=host --name=vault-key /etc/fishnet/vault-key.plain /etc/fishnet/vault-key.cred
sudo chmod 0600 /etc/fishnet/vault-key.cred
sudo systemctl start fishnet.service
sudo rm -rf /etc/fishnet/vault-key.plain /etc/fishnet/vault-key.cred.old
