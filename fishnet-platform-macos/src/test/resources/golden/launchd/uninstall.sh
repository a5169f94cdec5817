sudo launchctl bootout system/dev.fishnet.local
sudo rm -f /Library/LaunchDaemons/dev.fishnet.local.plist
sudo mv /usr/local/lib/fishnet /usr/local/lib/fishnet.old
sudo rm -rf /usr/local/lib/fishnet.old
