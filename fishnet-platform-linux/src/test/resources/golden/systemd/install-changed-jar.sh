sudo install -d -o root -g root -m 0755 /usr/lib/fishnet/lib.new
sudo install -o root -g root -m 0644 --target-directory /usr/lib/fishnet/lib.new /build/fishnet-cli.jar /build/jna.jar /build/netty.jar /build/sqlite.jar
sudo /usr/lib/jvm/java-25/bin/java -XX:-UsePerfData -cp '/usr/lib/fishnet/lib.new/*' dev.fishnet.platform.linux.NativeLibrary /usr/lib/fishnet/lib.new
sudo systemctl stop fishnet.service
sudo mv --no-target-directory /usr/lib/fishnet/lib /usr/lib/fishnet/lib.old
sudo mv --no-target-directory /usr/lib/fishnet/lib.new /usr/lib/fishnet/lib
sudo systemctl start fishnet.service
sudo rm -rf /usr/lib/fishnet/lib.old
