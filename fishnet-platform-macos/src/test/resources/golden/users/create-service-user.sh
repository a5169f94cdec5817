sudo dseditgroup -o create -n . -i 452 -r Fishnet _fishnet
sudo dscl . -create /Users/_fishnet
sudo dscl . -create /Users/_fishnet Password '*'
sudo dscl . -create /Users/_fishnet UserShell /usr/bin/false
sudo dscl . -create /Users/_fishnet IsHidden 1
sudo dscl . -create /Users/_fishnet NFSHomeDirectory /var/empty
sudo dscl . -create /Users/_fishnet RealName Fishnet
sudo dscl . -create /Users/_fishnet PrimaryGroupID 452
sudo dscl . -create /Users/_fishnet UniqueID 452
sudo install -d -o 452 -g 452 -m 0700 '/Library/Application Support/Fishnet'
