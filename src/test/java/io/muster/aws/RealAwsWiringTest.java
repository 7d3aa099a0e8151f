package io.muster.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.access.UsersAlone;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsAsyncClient;

/** Without an endpoint, Quarkus' STS client speaks to AWS itself, in the configured region. */
@QuarkusTest
@TestProfile(UsersAlone.class)
class RealAwsWiringTest {

    @Inject
    StsAsyncClient sts;

    @Inject
    AwsConfig config;

    @Test
    void stsIsAwsOwnInTheRegion() {
        assertThat(config.endpoint()).isEmpty();
        assertThat(sts.serviceClientConfiguration().endpointOverride()).isEmpty();
        assertThat(sts.serviceClientConfiguration().region()).isEqualTo(Region.EU_WEST_1);
    }
}
