package io.muster.estate.reach;

import io.muster.estate.traffic.CidrSet;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import java.util.List;

/** One side of a question about reachability. */
public sealed interface Endpoint {

    /** Any public address. */
    record Everyone() implements Endpoint {}

    /** Any of the addresses. */
    record Range(CidrSet addresses) implements Endpoint {}

    /** One of the interfaces: the only one, or those of an instance. */
    record Host(List<Resource<NetworkInterface>> interfaces) implements Endpoint {}
}
