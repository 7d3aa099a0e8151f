package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.BackupResourceType;
import io.muster.inventory.kind.BackupSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import software.amazon.awssdk.services.backup.model.DescribeRegionSettingsResponse;

/** The settings of AWS Backup in the region. */
@ApplicationScoped
class BackupSettingsCollector extends ListingCollector<DescribeRegionSettingsResponse, BackupSettings> {

    BackupSettingsCollector() {
        super(
                BackupSettings.class,
                Listing.of(
                        AwsService.BACKUP,
                        "DescribeRegionSettings",
                        (backup, token) -> backup.describeRegionSettings(r -> {}),
                        answer -> null,
                        List::of));
    }

    @Override
    Resource<BackupSettings> resource(AwsScope aws, DescribeRegionSettingsResponse answer) {
        Map<String, Boolean> optedIn = answer.resourceTypeOptInPreference();
        Map<String, Boolean> managed = answer.resourceTypeManagementPreference();
        TreeSet<String> types = new TreeSet<>(optedIn.keySet());
        types.addAll(managed.keySet());
        BackupSettings attributes = new BackupSettings(types.stream()
                .map(type -> new BackupResourceType(type, optedIn.get(type), managed.get(type)))
                .toList());
        return aws.resource(aws.scope().accountId(), null, Map.of(), attributes);
    }
}
