package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.AwsFailure;
import io.muster.aws.AwsStandIn;
import io.muster.collect.Collection.Gap;
import io.muster.inventory.Unread;
import io.muster.inventory.kind.OrganizationPolicy;
import io.muster.inventory.kind.Scope;
import org.junit.jupiter.api.Test;

/** Control policies of which AWS does not tell where they are attached. */
class WrongOrganizationPoliciesTest extends CannedCollecting {

    private static final String MANAGEMENT = "900000000011";

    @Test
    void aPolicyWithATargetWithoutAnIdMayApply() {
        // given
        canned.json(
                        "DescribeOrganization",
                        "{\"Organization\": {\"Id\": \"o-1\", \"MasterAccountId\": \"" + MANAGEMENT + "\"}}")
                .json("ListRoots", "{\"Roots\": [{\"Id\": \"r-1\"}]}")
                .json("ListAccounts", accounts())
                .json("ListAccountsForParent", accounts())
                .json("ListOrganizationalUnitsForParent", "{\"OrganizationalUnits\": []}")
                .json("ListPolicies", "{\"Policies\": [{\"Id\": \"p-1\", \"Name\": \"guard\"}]}")
                .json("ListPolicies", "{\"Policies\": []}")
                .json("DescribePolicy", "{\"Policy\": {\"Content\": \"{}\"}}")
                .json("ListTargetsForPolicy", "{\"Targets\": [{\"Name\": \"Root\"}]}");

        // when
        Collection<OrganizationPolicy> collection = new OrganizationPolicyCollector(new OrganizationWalk())
                .collect(new AwsScope(Scope.of(AwsStandIn.ACCOUNT, Scope.GLOBAL), aws.session(), aws.session()))
                .await()
                .indefinitely();

        // then
        assertThat(collection.unread()).isEqualTo(Unread.everythingElse());
        assertThat(collection.gaps())
                .contains(new Gap(
                        "organizations:ListTargetsForPolicy",
                        AwsFailure.UNREADABLE_ANSWER,
                        "AWS left out a required part of its answer (the id of a target)"));
    }

    private static String accounts() {
        return "{\"Accounts\": [{\"Id\": \"" + MANAGEMENT + "\"}, {\"Id\": \"" + AwsStandIn.ACCOUNT + "\"}]}";
    }
}
