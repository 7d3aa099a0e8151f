package io.muster.endtoend;

import io.muster.aws.AwsStandIn;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Where there is no {@link AwsStandIn}, the tests are skipped before the application is started for them. Nothing else is made there while
 * they run.
 */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsAnotherAws.Condition.class)
@ResourceLock(AwsStandIn.LOCK)
@interface NeedsAnotherAws {

    final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return AwsStandIn.isHere()
                    ? ConditionEvaluationResult.enabled("there is an AWS that is not ours")
                    : ConditionEvaluationResult.disabled(AwsStandIn.ABSENCE);
        }
    }
}
