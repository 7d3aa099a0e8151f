package io.muster.estate.change;

import static io.muster.estate.change.ChangedModel.after;
import static io.muster.estate.change.ChangedModel.withMore;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.inventory.kind.Subnet;
import io.muster.inventory.kind.Vpc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** VPC Block Public Access and its exclusions change what subnets say, as in AWS. */
class BlockPublicAccessChangeTest {

    @ParameterizedTest
    @CsvSource({
        "block-ingress,       '',        '',                  block-ingress,       block-ingress",
        "block-bidirectional, vpc-1,     allow-egress,        block-ingress,       block-ingress",
        "block-bidirectional, vpc-1,     allow-bidirectional, off,                 off",
        "block-bidirectional, subnet-1,  allow-bidirectional, block-bidirectional, off",
        "off,                 subnet-1,  allow-egress,        off,                 off"
    })
    void exclusionsDecideOnEachSubnet(String mode, String excluded, String exclusion, String ofVpc, String ofSubnet) {
        Estates estates = withMore();
        Estate after = excluded.isEmpty()
                ? after(estates, new SetBlockPublicAccess(mode))
                : after(estates, new SetBlockPublicAccess(mode), new PutPublicAccessExclusion(excluded, exclusion));

        assertThat(after.find(Vpc.class, "vpc-1").orElseThrow().attributes().internetGatewayBlockMode())
                .isEqualTo(ofVpc);
        assertThat(after.find(Subnet.class, "subnet-1")
                        .orElseThrow()
                        .attributes()
                        .internetGatewayBlockMode())
                .isEqualTo(ofSubnet);
    }

    @Test
    void anExclusionThatIsDeletedIsInForceNoLonger() {
        Estate after = after(
                withMore(),
                new SetBlockPublicAccess("block-ingress"),
                new PutPublicAccessExclusion("subnet-1", "allow-egress"),
                new PutPublicAccessExclusion("subnet-1", "allow-bidirectional"),
                new DeletePublicAccessExclusion("subnet-1"));

        assertThat(after.find(Subnet.class, "subnet-1")
                        .orElseThrow()
                        .attributes()
                        .internetGatewayBlockMode())
                .isEqualTo("block-ingress");
    }
}
