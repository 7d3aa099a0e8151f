package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkAcl;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;

/** A VPC's default list cannot be deleted, and guards every subnet that no other list guards. */
@Singleton
class UnusedNetworkAcl extends AclRule {

    UnusedNetworkAcl() {
        super(new RuleMetadata(
                "nacl-unused",
                "Network ACL guards no subnet",
                Severity.LOW,
                Area.NETWORK,
                ResourceKind.NETWORK_ACL,
                "A network ACL without subnets filters nothing. Its entries are not maintained, and apply at once"
                        + " when it is associated with a subnet by mistake.",
                "Associate the network ACL with the subnets that it is meant for, or delete it.",
                List.of(
                        "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html",
                        "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-16"),
                List.of(Control.fsbp("EC2.16"), Control.prowler("ec2_networkacl_unused"))));
    }

    @Override
    Verdict judge(Resource<NetworkAcl> resource, NetworkAcl acl, Estate estate) {
        if (acl.isDefault()) {
            return Verdict.notApplicable();
        }
        return acl.subnetIds().isEmpty()
                ? fail(
                        "The network ACL is associated with no subnet.",
                        Evidence.of("networkAclId", resource.resourceId())
                                .and("vpcId", acl.vpcId())
                                .and("entries", acl.entries().size())
                                .facts())
                : Verdict.pass();
    }
}
