package dev.fishnet.proxy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Asks whoever knows for the addresses of a name; may take its time. */
@FunctionalInterface
interface NameLookup {
    NameLookup SYSTEM = name -> List.of(InetAddress.getAllByName(name));

    List<InetAddress> addressesOf(String name) throws UnknownHostException;
}
