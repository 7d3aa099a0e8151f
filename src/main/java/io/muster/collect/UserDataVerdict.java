package io.muster.collect;

import io.muster.inventory.kind.UserData;
import io.muster.platform.SecretDetector;
import io.muster.platform.Sha256;
import jakarta.annotation.Nullable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Reduces user data to the parts that may be kept: a hash, and the kinds of secrets that seem to be in it. */
final class UserDataVerdict {

    /**
     * The address of a wait condition that CloudFormation itself writes into user data, with an access key of its own: who has it can signal that
     * one resource of a stack, for a while.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-waitconditionhandle.html">AWS
     *     CloudFormation Template Reference, AWS::CloudFormation::WaitConditionHandle</a>
     */
    private static final Pattern WAIT_CONDITION = Pattern.compile(
            "(?i)https://cloudformation-waitcondition-[a-z0-9-]{1,40}\\.s3[a-z0-9.-]{0,40}\\.amazonaws\\.com(?:\\.cn)?/"
                    + "(?:&amp;|\\\\u0026|[^\\s\"'<>;|`\\\\]){1,4000}+");

    private UserDataVerdict() {}

    /** @param base64 as AWS gives it; null or empty where there is none */
    static UserData of(@Nullable String base64) {
        if (base64 == null || base64.isBlank()) {
            return UserData.none();
        }
        byte[] content = decoded(base64);
        UserDataTexts texts = UserDataTexts.of(content);
        List<String> searched = texts.list().stream()
                .map(text -> WAIT_CONDITION.matcher(text).replaceAll(""))
                .toList();
        List<String> secrets = Arrays.stream(SecretDetector.values())
                .filter(detector -> searched.stream().anyMatch(detector::finds))
                .map(SecretDetector::label)
                .sorted()
                .toList();
        return new UserData(Sha256.hex(content), secrets, texts.whole());
    }

    /** The decoded text; the text itself where it is not base64. */
    private static byte[] decoded(String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException plain) {
            return base64.getBytes(StandardCharsets.UTF_8);
        }
    }
}
