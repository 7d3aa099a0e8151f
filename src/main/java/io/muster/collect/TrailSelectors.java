package io.muster.collect;

import io.muster.inventory.kind.TrailEvents;
import io.muster.inventory.kind.TrailField;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedFieldSelector;
import software.amazon.awssdk.services.cloudtrail.model.DataResource;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsResponse;

/** Which events a trail records: by event selectors or by advanced ones. */
final class TrailSelectors {

    private TrailSelectors() {}

    static List<TrailEvents> of(GetEventSelectorsResponse answer) {
        return Canonical.records(Stream.concat(
                answer.eventSelectors().stream().map(TrailSelectors::basic),
                answer.advancedEventSelectors().stream().map(TrailSelectors::advanced)));
    }

    private static TrailEvents basic(EventSelector selector) {
        return new TrailEvents(
                null,
                selector.readWriteTypeAsString(),
                selector.includeManagementEvents(),
                Canonical.strings(selector.excludeManagementEventSources().stream()),
                Canonical.strings(selector.dataResources().stream().map(DataResource::type)),
                List.of());
    }

    private static TrailEvents advanced(AdvancedEventSelector selector) {
        return new TrailEvents(
                selector.name(),
                null,
                null,
                List.of(),
                List.of(),
                Canonical.records(selector.fieldSelectors().stream().flatMap(TrailSelectors::fields)));
    }

    private static Stream<TrailField> fields(AdvancedFieldSelector field) {
        return Stream.of(
                        new TrailField(field.field(), "Equals", field.equalsValue()),
                        new TrailField(field.field(), "StartsWith", field.startsWith()),
                        new TrailField(field.field(), "EndsWith", field.endsWith()),
                        new TrailField(field.field(), "NotEquals", field.notEquals()),
                        new TrailField(field.field(), "NotStartsWith", field.notStartsWith()),
                        new TrailField(field.field(), "NotEndsWith", field.notEndsWith()))
                .filter(condition -> !condition.values().isEmpty())
                .map(condition -> new TrailField(
                        condition.field(), condition.operator(), Canonical.strings(condition.values().stream())));
    }
}
