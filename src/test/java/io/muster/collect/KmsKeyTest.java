package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.aws.AwsFailure;
import io.muster.collect.Collection.Gap;
import io.muster.inventory.Resource;
import io.muster.inventory.Unread;
import io.muster.inventory.kind.KeyGrant;
import io.muster.inventory.kind.KmsKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KmsKeyTest extends CannedCollecting {

    private static final String ARN = "arn:aws:kms:eu-west-1:123456789012:key/k-1";

    @BeforeEach
    void answer() {
        canned.json("ListKeys", "{\"Keys\": [{\"KeyId\": \"k-1\", \"KeyArn\": \"" + ARN + "\"}], \"Truncated\": false}")
                .json(
                        "DescribeKey",
                        "{\"KeyMetadata\": {\"KeyId\": \"k-1\", \"Arn\": \"" + ARN + "\", \"KeyState\": \"Enabled\","
                                + " \"KeyManager\": \"CUSTOMER\", \"KeyUsage\": \"ENCRYPT_DECRYPT\","
                                + " \"KeySpec\": \"SYMMETRIC_DEFAULT\", \"Origin\": \"AWS_KMS\","
                                + " \"MultiRegion\": false, \"Description\": \"disks\", \"CreationDate\": 1767323045}}")
                .json(
                        "GetKeyPolicy",
                        "{\"Policy\": \"{\\\"Version\\\":\\\"2012-10-17\\\"}\", \"PolicyName\": \"default\"}")
                .json("GetKeyRotationStatus", "{\"KeyRotationEnabled\": true, \"RotationPeriodInDays\": 365}")
                .json(
                        "ListGrants",
                        "{\"Grants\": [{\"GrantId\": \"g-2\", \"GranteePrincipal\": \"arn:aws:iam::999999999999:root\","
                                + " \"IssuingAccount\": \"123456789012\", \"Operations\": [\"Encrypt\", \"Decrypt\"]}],"
                                + " \"Truncated\": true, \"NextMarker\": \"2\"}")
                .json(
                        "ListGrants",
                        "{\"Grants\": [{\"GrantId\": \"g-1\", \"Operations\": [], \"Constraints\":"
                                + " {\"EncryptionContextSubset\": {\"a\": \"b\"}}}], \"Truncated\": false}")
                .json(
                        "ListResourceTags",
                        "{\"Tags\": [{\"TagKey\": \"team\", \"TagValue\": \"data\"}], \"Truncated\": false}");
    }

    @Test
    void everyAttributeIsRead() {
        Resource<KmsKey> key = only(new KmsKeyCollector());

        assertThat(key.arn()).isEqualTo(ARN);
        assertThat(key.resourceId()).isEqualTo("k-1");
        assertThat(key.tags()).isEqualTo(Map.of("team", "data"));
        assertThat(key.attributes())
                .isEqualTo(new KmsKey(
                        "Enabled",
                        "CUSTOMER",
                        "ENCRYPT_DECRYPT",
                        "SYMMETRIC_DEFAULT",
                        "AWS_KMS",
                        false,
                        null,
                        "disks",
                        JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17"),
                        true,
                        365,
                        List.of(
                                new KeyGrant("g-1", null, null, null, List.of(), true),
                                new KeyGrant(
                                        "g-2",
                                        "arn:aws:iam::999999999999:root",
                                        null,
                                        "123456789012",
                                        List.of("Decrypt", "Encrypt"),
                                        false)),
                        Instant.ofEpochSecond(1767323045),
                        null));
    }

    @Test
    void aGrantWithoutAnIdLeavesTheGrantsUnknown() {
        // given
        canned.forget("ListGrants")
                .json(
                        "ListGrants",
                        "{\"Grants\": [{\"GrantId\": \"g-1\"}, {\"GranteePrincipal\": \"*\"}], \"Truncated\": false}");

        // when
        Collection<KmsKey> keys = collect(new KmsKeyCollector());

        // then
        assertThat(keys.resources())
                .singleElement()
                .satisfies(key -> assertThat(key.attributes().grants()).isNull());
        assertThat(keys.gaps())
                .containsExactly(new Gap(
                        "kms:ListGrants",
                        AwsFailure.UNREADABLE_ANSWER,
                        "AWS left out a required part of its answer (the id of a grant of " + ARN + ")"));
    }

    @Test
    void aKeyThatAwsManagesIsNotAskedForItsRotation() {
        canned.forget("GetKeyRotationStatus")
                .forget("DescribeKey")
                .json("DescribeKey", "{\"KeyMetadata\": {\"KeyId\": \"k-1\", \"KeyManager\": \"AWS\"}}");
        assertThat(only(new KmsKeyCollector()).attributes().rotationEnabled()).isNull();
        assertThat(canned.asked("GetKeyRotationStatus")).isZero();
    }

    @Test
    void aKeyThatAwsManagesHasNoTagsWhichItsPolicyWouldRefuse() {
        canned.forget("DescribeKey")
                .json(
                        "DescribeKey",
                        "{\"KeyMetadata\": {\"KeyId\": \"k-1\", \"Arn\": \"" + ARN + "\", \"KeyManager\": \"AWS\"}}")
                .forget("ListResourceTags")
                .refuseJson("ListResourceTags", 400, "AccessDeniedException", "No resource-based policy allows it");

        Collection<KmsKey> keys = collect(new KmsKeyCollector());

        assertThat(keys).isInstanceOf(Collection.Complete.class);
        assertThat(keys.resources()).singleElement().satisfies(key -> {
            assertThat(key.tagsKnown()).isTrue();
            assertThat(key.tags()).isEmpty();
        });
        assertThat(canned.asked("ListResourceTags")).isZero();
    }

    @Test
    void theTagsOfAKeyThatMayNotBeDescribedAreUnknown() {
        canned.forget("DescribeKey").refuseJson("DescribeKey", 400, "AccessDeniedException", "Not you");
        assertThat(collect(new KmsKeyCollector()).resources())
                .singleElement()
                .satisfies(key -> assertThat(key.tagsKnown()).isFalse());
    }

    @Test
    void whatTheKeysPolicyRefusesCostsThatFact() {
        canned.forget("DescribeKey")
                .refuseJson("DescribeKey", 400, "AccessDeniedException", "Not you")
                .forget("GetKeyPolicy")
                .refuseJson("GetKeyPolicy", 400, "AccessDeniedException", "Not you");

        Collection<KmsKey> keys = collect(new KmsKeyCollector());

        assertThat(keys).isInstanceOf(Collection.Partial.class);
        assertThat(keys.unread()).isEqualTo(Unread.nothing());
        assertThat(keys.gaps())
                .containsExactly(
                        new Gap("kms:DescribeKey", "AccessDeniedException", "Not you (" + ARN + ")"),
                        new Gap("kms:GetKeyPolicy", "AccessDeniedException", "Not you (" + ARN + ")"));
        KmsKey key = keys.resources().get(0).attributes();
        assertThat(key.keyState()).isNull();
        assertThat(key.policy()).isNull();
        assertThat(key.grants()).hasSize(2);
    }

    @Test
    void aKeyThatIsGoneIsLeftOut() {
        canned.forget("DescribeKey").refuseJson("DescribeKey", 400, "NotFoundException", "Gone");
        Collection<KmsKey> keys = collect(new KmsKeyCollector());
        assertThat(keys).isInstanceOf(Collection.Complete.class);
        assertThat(keys.resources()).isEmpty();
    }

    @Test
    void anAnswerToAnotherQuestionIsNone() {
        canned.forget("ListGrants").json("ListGrants", "{\"Keys\": [], \"Truncated\": false}");
        Collection<KmsKey> keys = collect(new KmsKeyCollector());
        assertThat(keys.gaps())
                .containsExactly(new Gap(
                        "kms:ListGrants",
                        AwsFailure.UNREADABLE_ANSWER,
                        "AWS's answer could not be read (" + ARN + ")"));
        assertThat(keys.resources().get(0).attributes().grants()).isNull();
    }

    @Test
    void anEmptyObjectIsNoListOfKeys() {
        canned.forget("ListKeys").json("ListKeys", "{}");
        assertThat(collect(new KmsKeyCollector())).isInstanceOf(Collection.Failed.class);
    }
}
