import { Kbd, Modal, Table } from '@mantine/core'
import { shortcuts } from './use-shortcuts.ts'

export function ShortcutHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Keyboard shortcuts"
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Table withRowBorders={false}>
        <Table.Tbody>
          {shortcuts.map(({ key, what }) => (
            <Table.Tr key={key}>
              <Table.Td w={90}>
                <Kbd>{key === 'escape' ? 'Esc' : key}</Kbd>
              </Table.Td>
              <Table.Td>{what}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  )
}
