package io.muster.scan.verification;

import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.AwsService;
import io.muster.aws.AwsSession;
import io.muster.estate.Estates;
import io.muster.estate.MadeRole;
import io.muster.estate.privilege.RolePrivileges;
import io.muster.estate.privilege.Simulated;
import io.muster.scan.verification.SimulatorQuestions.SimulatorAnswer;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.AwsClient;
import software.amazon.awssdk.services.iam.IamAsyncClient;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.ContextKeyTypeEnum;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyResponse;

class SimulatorQuestionsTest {

    private static final MadeRole ROLE = role("r").inline(allow("*", "*"));

    private final Deque<SimulatePrincipalPolicyResponse> answers = new ArrayDeque<>();
    private final List<SimulatePrincipalPolicyRequest> asked = new ArrayList<>();

    /** An IAM that answers what it is told to. */
    private final IamAsyncClient iam = new IamAsyncClient() {
        @Override
        public CompletableFuture<SimulatePrincipalPolicyResponse> simulatePrincipalPolicy(
                SimulatePrincipalPolicyRequest request) {
            asked.add(request);
            return CompletableFuture.completedFuture(answers.remove());
        }

        @Override
        public String serviceName() {
            return "iam";
        }

        @Override
        public void close() {}
    };

    private final AwsSession session = new AwsSession() {
        @Override
        public String accountId() {
            return Estates.ACCOUNT;
        }

        @Override
        public Uni<String> partition() {
            return Uni.createFrom().item("aws");
        }

        @Override
        @SuppressWarnings("unchecked") // IAM alone is asked
        public <C extends AwsClient, T> Uni<T> call(
                AwsService<C> service, String region, String operation, Function<C, CompletableFuture<T>> call) {
            return Uni.createFrom().completionStage(() -> call.apply((C) iam));
        }

        @Override
        public Uni<List<String>> regions() {
            return Uni.createFrom().item(List.of());
        }

        @Override
        public AwsSession tracedIn(Context trace) {
            return this;
        }

        @Override
        public long calls() {
            return asked.size();
        }
    };

    private void answer(String decision, String... missing) {
        answers.add(SimulatePrincipalPolicyResponse.builder()
                .evaluationResults(EvaluationResult.builder()
                        .evalDecision(decision)
                        .missingContextValues(missing)
                        .build())
                .build());
    }

    private SimulatorAnswer ask() {
        var estate = Estates.estate().with(ROLE).build();
        Simulated own = Simulated.of(RolePrivileges.of(ROLE.resource(), estate), "ec2:StopInstances", "*");
        return SimulatorQuestions.ask(
                        session, new VerificationQuestion(ROLE.resource().arn(), "ec2:StopInstances", "*"), own)
                .await()
                .indefinitely();
    }

    @Test
    void aQuestionThatMissesNothingIsAskedOnce() {
        answer("allowed");

        assertThat(ask().simulation().allowed()).isTrue();
        assertThat(asked).singleElement().satisfies(request -> {
            assertThat(request.policySourceArn()).isEqualTo(ROLE.resource().arn());
            assertThat(request.actionNames()).containsExactly("ec2:StopInstances");
            assertThat(request.hasContextEntries()).isFalse();
        });
    }

    @Test
    void keysThatAreKnownAreToldInASecondQuestion() {
        // given keys of which one value is known, none, several, and that no role's request has
        answer(
                "implicitDeny",
                "aws:PrincipalAccount",
                "aws:SecureTransport",
                "aws:SourceIp",
                "aws:MultiFactorAuthPresent",
                "aws:username");
        answer("allowed", "aws:SourceIp");

        // when
        SimulatorAnswer answer = ask();

        // then
        assertThat(answer.simulation().allowed()).isTrue();
        assertThat(answer.context())
                .isEqualTo(Map.of(
                        "aws:PrincipalAccount", List.of(Estates.ACCOUNT), "aws:SecureTransport", List.of("true")));
        assertThat(asked.get(1).contextEntries())
                .extracting(ContextEntry::contextKeyType)
                .containsExactly(ContextKeyTypeEnum.STRING, ContextKeyTypeEnum.BOOLEAN);
    }

    @Test
    void anAnswerWithoutResultsIsNoDecision() {
        answers.add(SimulatePrincipalPolicyResponse.builder()
                .evaluationResults(List.of())
                .build());

        assertThat(ask().simulation().decided()).isFalse();
    }
}
