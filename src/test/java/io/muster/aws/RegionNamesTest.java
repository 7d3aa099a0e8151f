package io.muster.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegionNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eu-central-1",
                "us-gov-west-1",
                "us-isob-east-1",
                "eu-isoe-west-1",
                "cn-northwest-1",
                "eusc-de-east-1",
                "mx-central-1",
                "ap-southeast-47",
                "zz-newcontinent-9"
            })
    void aNameOfARegionsFormIsAccepted(String name) {
        assertThat(AwsRegions.accepted(name)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "nowhere",
                "global",
                "aws-global",
                "aws-iso-global",
                "eu-central",
                "eu-central-0",
                "eu-central-1a",
                "EU-CENTRAL-1",
                "eu-central-1 ",
                "eu--central-1",
                "eu-central-123",
                "cn-*",
                "a-b-c-d-e-1"
            })
    void anythingElseIsNot(String name) {
        assertThat(AwsRegions.accepted(name)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
            eu-central1 | "eu-central1" is not an AWS region. Did you mean eu-central-1?
            EU-WEST-1   | "EU-WEST-1" is not an AWS region. Did you mean eu-west-1?
            ''          | "" is not an AWS region
            null        | "null" is not an AWS region
            """)
    void theFaultNamesTheNearest(String name, String fault) {
        assertThat(AwsRegions.fault(name)).isEqualTo(fault);
    }
}
