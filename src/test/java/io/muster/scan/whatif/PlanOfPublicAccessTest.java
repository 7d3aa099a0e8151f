package io.muster.scan.whatif;

import static io.muster.scan.whatif.PlanCase.created;
import static io.muster.scan.whatif.PlanCase.deleted;
import static io.muster.scan.whatif.PlanCase.plan;
import static io.muster.scan.whatif.PlanCase.updated;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estates;
import io.muster.estate.change.Change;
import io.muster.estate.change.DeletePublicAccessExclusion;
import io.muster.estate.change.PutPublicAccessExclusion;
import io.muster.estate.change.SetBlockPublicAccess;
import org.junit.jupiter.api.Test;

/** VPC Block Public Access in the plans that people make. */
class PlanOfPublicAccessTest {

    private static final String OPTIONS = "aws_vpc_block_public_access_options.o";
    private static final String EXCLUSION = "aws_vpc_block_public_access_exclusion.e";
    private static final String BLOCKED = "{'internet_gateway_block_mode': 'block-bidirectional'}";
    private static final String EXCLUDED =
            "{'subnet_id': 'subnet-1', 'internet_gateway_exclusion_mode': 'allow-egress'}";

    private static TerraformPlan read(String change) {
        return TerraformPlan.read(Estates.json(plan(change)), Estates.ACCOUNT, "eu-central-1");
    }

    private static Change only(String change) {
        assertThat(read(change).ignored()).isEmpty();
        return read(change).proposals().get(0).change();
    }

    @Test
    void theModeOfTheRegion() {
        assertThat(only(created(OPTIONS, BLOCKED, "{'id': true}")))
                .isEqualTo(new SetBlockPublicAccess("block-bidirectional"));
        assertThat(only(updated(OPTIONS, BLOCKED, BLOCKED.replace("bidirectional", "ingress"))))
                .isEqualTo(new SetBlockPublicAccess("block-ingress"));
        assertThat(only(deleted(OPTIONS, BLOCKED))).isEqualTo(new SetBlockPublicAccess("off"));
    }

    @Test
    void exclusionsOfPlansAreFollowed() {
        assertThat(only(created(EXCLUSION, EXCLUDED, "{'id': true}")))
                .isEqualTo(new PutPublicAccessExclusion("subnet-1", "allow-egress"));
        assertThat(only(updated(EXCLUSION, EXCLUDED, EXCLUDED.replace("egress", "bidirectional"))))
                .isEqualTo(new PutPublicAccessExclusion("subnet-1", "allow-bidirectional"));
        assertThat(only(deleted(EXCLUSION, EXCLUDED))).isEqualTo(new DeletePublicAccessExclusion("subnet-1"));
    }

    @Test
    void whatIsKnownAfterApply() {
        assertThat(read(created(EXCLUSION, EXCLUDED.replace("'subnet_id': 'subnet-1', ", ""), "{'subnet_id': true}"))
                        .undecided())
                .extracting(one -> one.reason())
                .containsExactly("vpc_id is known after apply");
        assertThat(read(created(OPTIONS, "{}", "{'internet_gateway_block_mode': true}"))
                        .undecided())
                .extracting(one -> one.reason())
                .containsExactly("internet_gateway_block_mode is known after apply");
    }
}
