package io.muster.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
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
}
