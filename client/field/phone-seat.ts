type Places = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/**
 * A seat for a phone: the tab's own, else the one this phone had last, so that it is still signed in after the system
 * has ended the page. A window that is opened as somebody new begins without either.
 */
export function phoneStorage(tab: Places, device: Places): Places {
  return {
    getItem: key => tab.getItem(key) ?? device.getItem(key),
    setItem(key, value) {
      tab.setItem(key, value)
      device.setItem(key, value)
    },
    removeItem(key) {
      tab.removeItem(key)
      device.removeItem(key)
    },
  }
}
