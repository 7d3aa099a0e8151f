package io.muster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.aws.AwsEstate;
import io.muster.inventory.kind.AccountVpcEncryption;
import io.muster.inventory.kind.AllowedImages;
import io.muster.inventory.kind.RegionSettings;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The settings of a region, of which moto knows but one: the others are answered as AWS's reference shows them. */
@NeedsAnotherAws
@QuarkusTest
@TestProfile(EndToEndProfile.class)
class SettingsTest {

    private static final String ACCOUNT = "555566667777";
    private static final String RULE = "account-imds-defaults-imdsv2";
    private static final Map<String, ?> SETTINGS = Map.of("kinds", List.of("REGION_SETTINGS"));
    private static final Map<String, String> ANSWERS = Map.of(
            "GetEbsDefaultKmsKeyId", "<kmsKeyId>alias/aws/ebs</kmsKeyId>",
            "GetSnapshotBlockPublicAccessState", "<managedBy>account</managedBy><state>block-all-sharing</state>",
            "GetImageBlockPublicAccessState",
                    "<imageBlockPublicAccessState>block-new-sharing</imageBlockPublicAccessState>",
            "GetSerialConsoleAccessStatus", "<serialConsoleAccessEnabled>true</serialConsoleAccessEnabled>",
            "DescribeVpcBlockPublicAccessOptions",
                    "<vpcBlockPublicAccessOptions><internetGatewayBlockMode>off</internetGatewayBlockMode>"
                            + "<exclusionsAllowed>allowed</exclusionsAllowed></vpcBlockPublicAccessOptions>",
            "GetAllowedImagesSettings", "<managedBy>account</managedBy><state>disabled</state>",
            "GetManagedResourceVisibility", "<visibility><defaultVisibility>hidden</defaultVisibility></visibility>",
            "DescribeAccountVpcEncryptionControl",
                    "<accountVpcEncryptionControl><mode>unmanaged</mode><state>default-state</state>"
                            + "<managedBy>account</managedBy></accountVpcEncryptionControl>");

    @AfterEach
    void answerNoMore() {
        AnotherAws.orders().delete("/-/").then().statusCode(200);
    }

    @Test
    void aScanToWhichEverythingIsAnsweredSucceeds() {
        // given
        ANSWERS.forEach(SettingsTest::answer);
        metadataDefault("optional");

        // when
        JsonNode lax = Muster.scan(Member.of(ACCOUNT).register().accountId(), SETTINGS);

        // then
        assertThat(lax.path("gaps")).isEmpty();
        assertThat(lax.path("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(Muster.resources(ACCOUNT, "REGION_SETTINGS").values())
                .extracting(Made::shown)
                .containsExactly(settings("optional"));
        assertThat(findings("OPEN")).isEqualTo(1);

        // when
        metadataDefault("required");
        Muster.scan(ACCOUNT, SETTINGS);

        // then
        assertThat(findings("OPEN")).isZero();
        assertThat(findings("RESOLVED")).isEqualTo(1);
    }

    private static Made settings(String httpTokens) {
        return Made.untagged(
                "arn:aws:muster:" + AwsEstate.REGION + ":" + ACCOUNT + ":region-settings/" + ACCOUNT,
                null,
                new RegionSettings(
                        false,
                        "alias/aws/ebs",
                        "block-all-sharing",
                        "block-new-sharing",
                        httpTokens,
                        null,
                        "account",
                        true,
                        "off",
                        "account",
                        null,
                        null,
                        null,
                        "allowed",
                        "no-preference",
                        null,
                        "no-preference",
                        new AllowedImages("disabled", "account", List.of()),
                        "hidden",
                        new AccountVpcEncryption("unmanaged", "default-state", "account", List.of())));
    }

    private static void metadataDefault(String httpTokens) {
        answer(
                "GetInstanceMetadataDefaults",
                "<accountLevel><httpTokens>" + httpTokens
                        + "</httpTokens><managedBy>account</managedBy></accountLevel>");
    }

    private static void answer(String action, String content) {
        String body = "<%1$sResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">%2$s</%1$sResponse>"
                .formatted(action, content);
        AnotherAws.orders().body(body).put("/-/answers/" + action).then().statusCode(200);
    }

    private static long findings(String status) {
        return Muster.findings(ACCOUNT, status).stream()
                .filter(one -> one.path("ruleId").asText().equals(RULE))
                .count();
    }
}
