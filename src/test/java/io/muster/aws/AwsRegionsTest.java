package io.muster.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.iam.endpoints.IamEndpointProvider;

class AwsRegionsTest {

    @ParameterizedTest
    @CsvSource({
        "aws, https://iam.amazonaws.com",
        "aws-cn, https://iam.cn-north-1.amazonaws.com.cn",
        "aws-us-gov, https://iam.us-gov.amazonaws.com",
        "aws-eusc, https://iam.eusc-de-east-1.amazonaws.eu",
        "aws-iso, https://iam.us-iso-east-1.c2s.ic.gov",
        "aws-iso-b, https://iam.us-isob-east-1.sc2s.sgov.gov",
        "aws-iso-e, https://iam.eu-isoe-west-1.cloud.adc-e.uk",
        "aws-iso-f, https://iam.us-isof-south-1.csp.hci.ic.gov"
    })
    void iamIsOneForThePartition(String partition, URI endpoint) {
        assertThat(IamEndpointProvider.defaultProvider()
                        .resolveEndpoint(
                                r -> r.region(AwsRegions.globalIn(partition).orElseThrow()))
                        .join()
                        .endpointUrl()
                        .toUri())
                .isEqualTo(endpoint);
    }

    @Test
    void nothingIsKnownOfANewPartition() {
        assertThat(AwsRegions.globalIn("aws-new")).isEmpty();
    }
}
