package io.muster.estate;

import io.muster.estate.reach.Network;

/**
 * A public subnet: {@code subnet-1} of {@code vpc-1}, whose main route table leads to an internet gateway, and whose network ACL
 * lets everything through.
 */
public final class PublicSubnet {

    private PublicSubnet() {}

    /** A regional estate with the subnet and nothing else. */
    public static Estates estate() {
        return Estates.estate()
                .with(
                        Network.gateway("igw-1", "vpc-1"),
                        Network.subnet("subnet-1"),
                        Network.mainTable(
                                "rtb-1",
                                "vpc-1",
                                Network.route("10.0.0.0/16", "local"),
                                Network.route("0.0.0.0/0", "igw-1")),
                        Network.openAcl("acl-1", "subnet-1"));
    }
}
