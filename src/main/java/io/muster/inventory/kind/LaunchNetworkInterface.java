package io.muster.inventory.kind;

import jakarta.annotation.Nullable;
import java.util.List;

/** A network interface of instances to come. */
@Described("One network interface of new instances.")
public record LaunchNetworkInterface(
        @Described("The network interface's place at the instance; 0 is the primary one.") @Nullable
        Integer deviceIndex,

        @Described("An existing interface that is attached instead of a new one.") @Nullable
        String networkInterfaceId,

        @Described("Whether it gets a public IPv4 address; absent where the subnet decides.") @Nullable
        Boolean associatePublicIpAddress,

        @Described("The network interface's subnet.") @Nullable @Link(Relation.IN_SUBNET)
        String subnetId,

        @Described("The network interface's security groups.") @Link(Relation.USES_SECURITY_GROUP)
        List<String> securityGroupIds) {}
