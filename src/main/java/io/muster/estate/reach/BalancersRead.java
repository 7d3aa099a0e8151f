package io.muster.estate.reach;

import io.muster.inventory.kind.Scope;
import java.util.Map;
import java.util.Set;

/**
 * What is known of the load balancers of other accounts and regions than a host's.
 *
 * @param sharing the regions of accounts that have subnets of the host's VPC as well
 * @param read    those of which all load balancers were read
 * @param tenants by the VPC, the regions of accounts that have nodes of load balancers in it, as the interfaces tell that its owner is shown; no
 *                entry where not all of these are known
 * @param hidden  those of the tenants of which the caller may not be told
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/vpc-sharing-responsibilities.html">Responsibilities and permissions for owners and
 *     participants</a>: the owner sees the interfaces of participants
 */
public record BalancersRead(Set<Scope> sharing, Set<Scope> read, Map<String, Set<Scope>> tenants, Set<Scope> hidden) {

    public BalancersRead(Set<Scope> sharing, Set<Scope> read, Map<String, Set<Scope>> tenants) {
        this(sharing, read, tenants, Set.of());
    }

    BalancersRead(Set<Scope> sharing, Set<Scope> read) {
        this(sharing, read, Map.of());
    }
}
