sudo install -d -o root -g wheel -m 0755 /usr/local/lib/fishnet.new /usr/local/lib/fishnet.new/lib
sudo install -o root -g wheel -m 0644 /Users/ada/fishnet/fishnet-cli.jar /Users/ada/fishnet/lib/jna.jar /usr/local/lib/fishnet.new/lib
sudo mv /usr/local/lib/fishnet /usr/local/lib/fishnet.old
sudo mv /usr/local/lib/fishnet.new /usr/local/lib/fishnet
sudo launchctl kickstart -k system/dev.fishnet.local
sudo rm -rf /usr/local/lib/fishnet.old
