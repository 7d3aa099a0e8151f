package io.muster.estate.reach;

import io.muster.inventory.kind.ResourceKind;

/**
 * A way in that is open to nobody but those who pass a guard: a right that IAM grants, the policies of
 * Verified Access, or the authentication of a Client VPN.
 *
 * @param kind    of the resource by which it leads
 * @param guard   the right or rule that lets a caller use it, for example {@code ec2-instance-connect:OpenTunnel}
 * @param outcome whether the way itself is open, with the hops
 */
public record GuardedWay(ResourceKind kind, String resourceId, String guard, Outcome outcome) {}
