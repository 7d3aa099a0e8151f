package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import jakarta.annotation.Nullable;

/** The routes that may lead on to another VPC: to a peering connection, a transit gateway, or what is not modelled. */
record RoutesBeyond(Estate estate) {

    /** Whether what is sent from the subnet to the address takes one. */
    boolean lead(@Nullable String subnet, @Nullable String vpc, Cidr address) {
        RouteTables tables = RouteTables.of(estate);
        return tables.serving(String.valueOf(subnet), String.valueOf(vpc))
                .table()
                .map(tables::routing)
                .flatMap(routing -> routing.towards(address))
                .filter(route -> Routing.isActive(route)
                        && (Routing.leadsTo(route, HostPair.PEERING)
                                || Routing.leadsTo(route, HostPair.TRANSIT)
                                || UnmodelledRoutes.isUnmodelled(estate, route)))
                .isPresent();
    }
}
