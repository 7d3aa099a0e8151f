package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SecurityGroupVpcAssociation;
import io.muster.rule.Area;
import io.muster.rule.Baseline;
import io.muster.rule.Evidence;
import io.muster.rule.KnownStates;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;

/** Judges the association, because a shared group may be missing from this account's listing of groups. */
@Singleton
class GroupOfForeignAccount extends RecordRule<SecurityGroupVpcAssociation> {

    private static final String ASSOCIATED = "associated";

    private final Baseline baseline;

    GroupOfForeignAccount(Baseline baseline) {
        super(
                new RuleMetadata(
                        "sg-shared-by-foreign-account",
                        "Security group of another account is associated with a VPC",
                        Severity.MEDIUM,
                        Area.NETWORK,
                        ResourceKind.SECURITY_GROUP_VPC_ASSOCIATION,
                        "The owner of the group decides who reaches the machines that carry it, and can change that at any time"
                                + " without a trace in this account.",
                        "Replace the group by one of this account and take it off with aws ec2"
                                + " disassociate-security-group-vpc. A partner's account may be named in"
                                + " muster.baseline.trusted-accounts.",
                        List.of(
                                "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-assoc.html",
                                "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-sharing.html"),
                        List.of()),
                SecurityGroupVpcAssociation.class);
        this.baseline = baseline;
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    public Verdict judge(Resource<SecurityGroupVpcAssociation> resource, Estate estate) {
        SecurityGroupVpcAssociation association = resource.attributes();
        if (!KnownStates.SECURITY_GROUP_ASSOCIATION.hold(association.state())) {
            return Verdict.unknown("AWS did not tell the state of the association");
        }
        if (!association.state().equals(ASSOCIATED)) {
            return Verdict.notApplicable();
        }
        if (association.groupOwnerId() == null) {
            return Verdict.unknown("AWS did not tell the owner of the group");
        }
        if (!foreign(resource, association.groupOwnerId())) {
            return Verdict.pass();
        }
        boolean known = baseline.knows(association.groupOwnerId(), estate);
        return Verdict.fail(
                known ? metadata().severity() : Severity.HIGH,
                "The group " + association.securityGroupId() + " of account " + association.groupOwnerId()
                        + (known ? "" : ", which is neither yours nor trusted,") + " is in use in "
                        + association.vpcId() + ".",
                Evidence.of("securityGroupId", association.securityGroupId())
                        .and("groupOwnerId", association.groupOwnerId())
                        .and("vpcId", association.vpcId())
                        .and("vpcOwnerId", association.vpcOwnerId())
                        .and("judgedBy", Baseline.knownFrom(estate))
                        .facts());
    }
}
