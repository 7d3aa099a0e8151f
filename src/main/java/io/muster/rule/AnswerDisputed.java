package io.muster.rule;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The rule about Muster's own answers: it judges verifications of a role's rights, not the role itself. No other rule depends on
 * it.
 */
public final class AnswerDisputed {

    public static final String ID = "privilege-answer-disputed";

    /** As that of a rule. */
    static final String VERSION = "1";

    static final RuleMetadata METADATA = new RuleMetadata(
            ID,
            "AWS contradicts Muster about the role's rights",
            Severity.MEDIUM,
            Area.IAM,
            ResourceKind.ROLE,
            "A verification asked AWS's policy simulator whether the role may do something, and AWS says the opposite of Muster: either"
                    + " the inventory is behind the account, or one of both evaluates the policies wrongly. What Muster says of the"
                    + " role's rights, and the findings that rest on them, may be wrong.",
            "Scan the account, then ask again: POST /api/v1/verifications with the role, the action and the resource of the evidence. If AWS"
                    + " still says otherwise, compare the statements of both in the verification's evidence, and report it as a fault of Muster.",
            List.of("https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html"),
            List.of());

    private record Nothing() {}

    /**
     * The last answer to one question about a role.
     *
     * @param contradicts null where the two answers could not be compared
     * @param reason      null where they agree
     */
    public record Answer(
            String verificationId,
            String action,
            String resource,
            @Nullable Boolean contradicts,
            @Nullable String reason,
            Instant at) {}

    private AnswerDisputed() {}

    /** The judgement of one role by the last answers about it, of which there is at least one. */
    public static Assessment.Result judge(Scope scope, String roleArn, String roleId, List<Answer> answers) {
        Resource<?> subject = new Resource<>(roleArn, ResourceKind.ROLE, scope, roleId, null, Map.of(), new Nothing());
        return new Assessment.Result(METADATA, subject, verdict(answers));
    }

    private static Verdict verdict(List<Answer> answers) {
        List<Answer> contradicting = answers.stream()
                .filter(answer -> Boolean.TRUE.equals(answer.contradicts()))
                .toList();
        if (!contradicting.isEmpty()) {
            return Verdict.fail(METADATA.severity(), message(contradicting), evidence(contradicting));
        }
        return answers.stream().anyMatch(answer -> answer.contradicts() == null)
                ? Verdict.unknown("an answer of AWS could not be compared with Muster's")
                : Verdict.pass();
    }

    private static String message(List<Answer> contradicting) {
        Answer first = contradicting.get(0);
        int more = contradicting.size() - 1;
        return first.action() + " to " + first.resource() + ": " + first.reason()
                + (more == 0 ? "." : "; and " + more + " more answers.");
    }

    private static Map<String, Object> evidence(List<Answer> contradicting) {
        return Evidence.of(
                        "verifications",
                        contradicting.stream()
                                .limit(Evidence.MOST)
                                .map(answer -> Evidence.of("verificationId", answer.verificationId())
                                        .and("action", answer.action())
                                        .and("resource", answer.resource())
                                        .and("reason", answer.reason())
                                        .and("answeredAt", answer.at().toString())
                                        .facts())
                                .toList())
                .and("contradictions", contradicting.size())
                .facts();
    }
}
