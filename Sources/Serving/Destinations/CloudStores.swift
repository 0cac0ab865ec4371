package import AWSClient

/// The services of the cloud that results and jobs go to.
package struct CloudStores: Sendable {
    /// Objects under keys.
    package var objects: any ObjectStore
    /// Items under keys.
    package var tables: any ItemTable
    /// Queues for messages.
    package var queues: any MessageQueue
    /// Buses for events.
    package var buses: any EventBus

    /// Names the four.
    package init(
        objects: any ObjectStore, tables: any ItemTable, queues: any MessageQueue, buses: any EventBus
    ) {
        self.objects = objects
        self.tables = tables
        self.queues = queues
        self.buses = buses
    }

    /// S3, DynamoDB, SQS and EventBridge.
    package init(_ client: AWSClient) {
        self.init(objects: S3(client), tables: DynamoDB(client), queues: SQS(client), buses: EventBridge(client))
    }
}
