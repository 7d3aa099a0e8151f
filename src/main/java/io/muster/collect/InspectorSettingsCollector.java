package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.InspectorSettings;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.inspector2.model.AccountState;
import software.amazon.awssdk.services.inspector2.model.BatchGetAccountStatusResponse;
import software.amazon.awssdk.services.inspector2.model.Inspector2Exception;
import software.amazon.awssdk.services.inspector2.model.ResourceState;
import software.amazon.awssdk.services.inspector2.model.State;

/** The types of resources that Amazon Inspector scans in the region. An answer may report the account as failed. */
@ApplicationScoped
class InspectorSettingsCollector extends ListingCollector<AccountState, InspectorSettings> {

    private static final String STATUS = "BatchGetAccountStatus";

    InspectorSettingsCollector() {
        super(
                InspectorSettings.class,
                new Listing<>(
                        AwsService.INSPECTOR.operation(STATUS),
                        (aws, token) -> aws.call(
                                AwsService.INSPECTOR,
                                STATUS,
                                inspector -> inspector.batchGetAccountStatus(
                                        r -> r.accountIds(aws.scope().accountId()))),
                        answer -> null,
                        InspectorSettingsCollector::succeeded));
    }

    private static List<AccountState> succeeded(BatchGetAccountStatusResponse answer) {
        answer.failedAccounts().stream().findFirst().ifPresent(failed -> {
            throw Inspector2Exception.builder()
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode(failed.errorCodeAsString())
                            .errorMessage(failed.errorMessage())
                            .build())
                    .build();
        });
        return answer.accounts();
    }

    @Override
    public List<String> events() {
        return List.of("inspector2:Enable", "inspector2:Disable");
    }

    @Override
    Resource<InspectorSettings> resource(AwsScope aws, AccountState account) {
        ResourceState resources =
                account.resourceState() == null ? ResourceState.builder().build() : account.resourceState();
        InspectorSettings attributes = new InspectorSettings(
                status(account.state()),
                status(resources.ec2()),
                status(resources.ecr()),
                status(resources.lambda()),
                status(resources.lambdaCode()),
                status(resources.codeRepository()));
        return aws.resource(aws.scope().accountId(), null, Map.of(), attributes);
    }

    private static @Nullable String status(@Nullable State state) {
        return state == null ? null : state.statusAsString();
    }
}
