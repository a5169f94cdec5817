sudo install -d -o root -g root -m 0755 /usr/lib/fishnet
sudo install -d -o root -g root -m 0755 /usr/lib/fishnet/lib.new
sudo install -o root -g root -m 0644 --target-directory /usr/lib/fishnet/lib.new /build/fishnet-cli.jar /build/jna.jar /build/netty.jar /build/sqlite.jar
sudo /usr/lib/jvm/java-25/bin/java -XX:-UsePerfData -cp '/usr/lib/fishnet/lib.new/*' dev.fishnet.platform.linux.NativeLibrary /usr/lib/fishnet/lib.new
sudo mv --no-target-directory /usr/lib/fishnet/lib.new /usr/lib/fishnet/lib
sudo install -d -o root -g root -m 0755 /etc/fishnet
sudo mv --no-target-directory /var/lib/fishnet/vault.key /etc/fishnet/vault-key.plain
sudo test -f /etc/fishnet/vault-key.plain -a '!' -L /etc/fishnet/vault-key.plain
sudo systemd-creds encrypt --with-key=host --name=vault-key /etc/fishnet/vault-key.plain /etc/fishnet/vault-key.cred
sudo chmod 0600 /etc/fishnet/vault-key.cred
sudo install -o root -g root -m 0644 /dev/null /etc/systemd/system/fishnet.service.new && \
printf '%s\n' \
  '# Written by `fishnet service install`, which replaces it.' \
  '[Unit]' \
  'Description=Fishnet, the gateway between AI agents and the network' \
  'Wants=network-online.target' \
  'After=network-online.target' \
  'StartLimitIntervalSec=60' \
  'StartLimitBurst=5' \
  '' \
  '[Service]' \
  'Type=notify' \
  'NotifyAccess=main' \
  'User=fishnet' \
  'Group=fishnet' \
  'UMask=0077' \
  'Environment=FISHNET_DATA_DIR=/var/lib/fishnet' \
  '# One arena for each thread would keep what many threads have given back.' \
  'Environment=MALLOC_ARENA_MAX=2' \
  'UnsetEnvironment=JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS JDK_AOT_VM_OPTIONS _JAVA_OPTIONS CLASSPATH LD_PRELOAD LD_LIBRARY_PATH' \
  'LoadCredentialEncrypted=vault-key:/etc/fishnet/vault-key.cred' \
  'ExecStart=/usr/lib/jvm/java-25/bin/java -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -Xms48m -Xmn24m -Xmx512m -XX:MinHeapFreeRatio=20 -XX:MaxHeapFreeRatio=40 -XX:ReservedCodeCacheSize=48m -Xss512k -XX:-UsePerfData -XX:+DisableAttachMechanism -XX:-CreateCoredumpOnCrash -XX:-HeapDumpOnOutOfMemoryError -XX:ErrorFile=/dev/null --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow --add-opens=java.base/sun.nio.ch=ALL-UNNAMED --add-opens=java.base/java.nio=ALL-UNNAMED -Dio.netty.tryReflectionSetAccessible=true -Dio.netty.leakDetection.level=disabled -Dio.netty.allocator.disableThreadLocalMagazinesOnLowMemory=false -Djava.awt.headless=true -Djna.nosys=true -Djna.nounpack=true -Djava.library.path=/usr/lib/fishnet/lib -Djna.boot.library.path=/usr/lib/fishnet/lib -Dorg.sqlite.lib.path=/usr/lib/fishnet/lib -cp /usr/lib/fishnet/lib/* dev.fishnet.cli.Main start' \
  'Restart=on-failure' \
  'RestartSec=2' \
  '# What cannot start now cannot start in two seconds either; 243 is a credential that cannot be decrypted.' \
  'RestartPreventExitStatus=1 2 3 243' \
  'SuccessExitStatus=143' \
  'TimeoutStartSec=45' \
  'TimeoutStopSec=30' \
  'WatchdogSec=30' \
  '' \
  '# Files: the program is root'\''s, and the data is the only place it writes to.' \
  'RuntimeDirectory=fishnet' \
  'RuntimeDirectoryMode=0750' \
  'ReadWritePaths=/var/lib/fishnet' \
  'ProtectSystem=strict' \
  'ProtectHome=yes' \
  'PrivateTmp=yes' \
  'PrivateDevices=yes' \
  'DevicePolicy=closed' \
  'PrivateMounts=yes' \
  'PrivateIPC=yes' \
  'RemoveIPC=yes' \
  'ProtectProc=invisible' \
  'ProcSubset=pid' \
  'ProtectKernelTunables=yes' \
  'ProtectKernelModules=yes' \
  'ProtectKernelLogs=yes' \
  'ProtectControlGroups=yes' \
  'ProtectClock=yes' \
  'ProtectHostname=yes' \
  'NoExecPaths=/var /tmp /home /run /var/lib/fishnet' \
  'ExecPaths=/usr/lib/fishnet /usr/lib/jvm/java-25' \
  '' \
  '# Memory: the heap, as much again of direct buffers at most, and what the runtime itself takes.' \
  'LimitCORE=0' \
  'CoredumpFilter=0' \
  'LimitMEMLOCK=64M' \
  'LimitNOFILE=65536' \
  'MemoryMax=1536M' \
  'MemorySwapMax=0' \
  'TasksMax=512' \
  'OOMScoreAdjust=-500' \
  'KeyringMode=private' \
  '' \
  '# Privileges: none, and no way to any.' \
  'NoNewPrivileges=yes' \
  'CapabilityBoundingSet=' \
  'AmbientCapabilities=' \
  'LockPersonality=yes' \
  'RestrictNamespaces=yes' \
  'RestrictRealtime=yes' \
  'RestrictSUIDSGID=yes' \
  'SystemCallArchitectures=native' \
  'SystemCallFilter=@system-service' \
  'SystemCallFilter=~@privileged @resources @keyring @mount @clock @cpu-emulation @debug @module @obsolete @raw-io @reboot @swap' \
  'SystemCallFilter=mlock munlock mlock2' \
  'SystemCallErrorNumber=EPERM' \
  '' \
  '# Network: upstreams may be anywhere, but a cloud'\''s metadata service hands out the machine'\''s own keys.' \
  'RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK' \
  'IPAddressDeny=169.254.169.254 169.254.170.2 fd00:ec2::254' \
  '' \
  '[Install]' \
  'WantedBy=multi-user.target' | sudo tee /etc/systemd/system/fishnet.service.new > /dev/null && \
sudo mv -f /etc/systemd/system/fishnet.service.new /etc/systemd/system/fishnet.service
sudo systemctl daemon-reload
sudo systemctl enable fishnet.service
sudo systemctl start fishnet.service
sudo rm -rf /etc/fishnet/vault-key.plain
