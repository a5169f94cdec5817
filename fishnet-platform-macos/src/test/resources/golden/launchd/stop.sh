sudo launchctl bootout system/dev.fishnet.local
