package io.muster.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.aws.AnswerProtocol;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/**
 * One call.
 *
 * @param version   the version of the API that the query protocols name; empty in the others
 * @param accountId the account that the caller acts in
 */
record Call(Row row, AnswerProtocol protocol, String version, Caller caller, String accountId, SdkPojo request) {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final PojoReader READER = new PojoReader(SdkField::memberName);

    /** The answer with these members, by their names in AWS's model: texts, numbers, lists and maps of these. */
    SdkPojo answer(Map<String, ?> members) {
        return READER.read(row.response(), MAPPER.valueToTree(members));
    }

    Refusals refusals() {
        return Refusals.of(protocol);
    }

    String region() {
        return caller.region();
    }

    /** As IAM spells it, for example {@code ec2:DescribeVolumes}. */
    String operation() {
        return caller.iamPrefix() + ":" + row.name();
    }

    /** Whether it asks for a further page. */
    boolean continued() {
        return Paging.token(this).isPresent();
    }

    /** The parameter of the SDK's name as text; empty where it is not set. */
    Optional<String> text(String member) {
        return Members.text(request, member);
    }

    /** Fails as AWS does where the parameter is missing. */
    String require(String member) {
        return text(member).orElseThrow(() -> DemoError.missingParameter(member));
    }

    boolean flag(String member) {
        return text(member).map(Boolean::parseBoolean).orElse(false);
    }

    /** The items of a list of texts; none where it is not set. */
    List<String> texts(String member) {
        return Members.texts(request, member);
    }
}
