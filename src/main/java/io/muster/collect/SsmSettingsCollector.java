package io.muster.collect;

import io.muster.aws.AwsException;
import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.SsmSettings;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ssm.model.GetServiceSettingResponse;
import software.amazon.awssdk.services.ssm.model.ServiceSetting;

/** The settings of Systems Manager in the region. A setting that was never set may not exist. */
@ApplicationScoped
class SsmSettingsCollector extends ListingCollector<GetServiceSettingResponse, SsmSettings> {

    private static final String GET = "GetServiceSetting";

    /** Systems Manager User Guide, "Managing EC2 instances automatically with Default Host Management Configuration". */
    private static final String DEFAULT_HOST_MANAGEMENT = "/ssm/managed-instance/default-ec2-instance-management-role";

    private static final String NO_ROLE = "$None";

    SsmSettingsCollector() {
        super(
                SsmSettings.class,
                new Listing<>(AwsService.SSM.operation(GET), (aws, token) -> setting(aws), answer -> null, List::of));
    }

    private static Uni<GetServiceSettingResponse> setting(AwsScope aws) {
        return aws.call(AwsService.SSM, GET, ssm -> ssm.getServiceSetting(r -> r.settingId(DEFAULT_HOST_MANAGEMENT)))
                .onFailure(
                        thrown -> thrown instanceof AwsException refused && refused.hasCode("ServiceSettingNotFound"))
                .recoverWithItem(GetServiceSettingResponse.builder().build());
    }

    @Override
    Resource<SsmSettings> resource(AwsScope aws, GetServiceSettingResponse answer) {
        String role = role(answer.serviceSetting());
        return aws.resource(aws.scope().accountId(), null, Map.of(), new SsmSettings(role != null, role));
    }

    private static @Nullable String role(@Nullable ServiceSetting setting) {
        String value = setting == null ? null : setting.settingValue();
        return NO_ROLE.equals(value) ? null : value;
    }
}
