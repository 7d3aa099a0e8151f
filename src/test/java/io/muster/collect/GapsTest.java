package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.AwsOperation;
import io.muster.aws.AwsService;
import io.muster.collect.Collection.Gap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.kms.model.KmsException;

/** Items are looked up concurrently, and a gap that stays the same must not be rewritten by each scan. */
class GapsTest {

    private static final AwsOperation POLICY = AwsService.KMS.operation("GetKeyPolicy");

    /** A refusal of one key, in the words of AWS. */
    private record Refusal(String key, String reason) {

        Throwable thrown() {
            String message = "not authorized to perform: kms:GetKeyPolicy on resource: " + key + " because no " + reason
                    + " policy allows the kms:GetKeyPolicy action";
            return KmsException.builder()
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode("AccessDeniedException")
                            .errorMessage(message)
                            .build())
                    .build();
        }
    }

    @Test
    void theOrderInWhichItemsWereRefusedIsNotSeen() {
        // given
        List<Refusal> refusals = new ArrayList<>(Stream.concat(
                        IntStream.range(0, 3).mapToObj(number -> new Refusal("key-0" + number, "resource-based")),
                        IntStream.range(10, 40).mapToObj(number -> new Refusal("key-" + number, "identity-based")))
                .toList());

        // when
        List<Gap> there = gaps(refusals);
        Collections.reverse(refusals);
        List<Gap> back = gaps(refusals);

        // then
        assertThat(there)
                .containsExactly(
                        new Gap(
                                "kms:GetKeyPolicy",
                                "AccessDeniedException",
                                "not authorized to perform: kms:GetKeyPolicy on resource: key-10 because no identity-based policy"
                                        + " allows the kms:GetKeyPolicy action (key-00, key-01, key-02, key-10, key-11 and 28 more)"));
        assertThat(back).isEqualTo(there);
    }

    private static List<Gap> gaps(List<Refusal> refusals) {
        Gaps gaps = new Gaps();
        refusals.forEach(refusal -> gaps.add(POLICY, refusal.thrown(), refusal.key()));
        return gaps.list();
    }
}
